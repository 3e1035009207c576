SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app REVOKE SELECT ON TABLES FROM ann;
COMMIT;

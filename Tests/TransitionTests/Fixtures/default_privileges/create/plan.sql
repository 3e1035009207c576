SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA app GRANT SELECT ON TABLES TO ann;
COMMIT;

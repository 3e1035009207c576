SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE a RENAME TO b;
ALTER DEFAULT PRIVILEGES FOR ROLE b IN SCHEMA app GRANT SELECT ON TABLES TO member;
COMMIT;

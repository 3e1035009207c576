SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SCHEMA sa RENAME TO sb;
ALTER TABLE sb.t RENAME COLUMN old_name TO new_name;
ALTER TABLE sb.u RENAME TO w;
ALTER TABLE sb.t ADD COLUMN n integer;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA sb GRANT SELECT ON TABLES TO bob;
COMMIT;

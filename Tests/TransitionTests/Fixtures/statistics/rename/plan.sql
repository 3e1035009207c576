SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t RENAME COLUMN a TO key;
ALTER STATISTICS app.x RENAME TO y;
ALTER STATISTICS app.z SET SCHEMA more;
ALTER STATISTICS more.z RENAME TO w;
COMMIT;

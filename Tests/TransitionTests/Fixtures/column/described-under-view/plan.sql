SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p1 ALTER COLUMN y SET STATISTICS -1;
COMMIT;

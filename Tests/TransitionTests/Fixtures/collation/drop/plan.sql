SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_a;
ALTER TABLE app.t ALTER COLUMN a TYPE text;
DROP COLLATION app.c;
CREATE INDEX t_a ON app.t (a);
COMMIT;

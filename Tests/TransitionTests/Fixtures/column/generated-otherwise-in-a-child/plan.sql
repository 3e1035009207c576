SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN v SET EXPRESSION AS ((a * 3));
ALTER TABLE app.c ALTER COLUMN v SET EXPRESSION AS ((a * 5));
COMMIT;

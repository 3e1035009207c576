SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN n SET DEFAULT (1 + 2);
COMMIT;

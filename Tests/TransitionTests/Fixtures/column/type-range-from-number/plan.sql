SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN n;
ALTER TABLE app.t ADD COLUMN n int4range;
COMMIT;

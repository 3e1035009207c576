SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN s;
ALTER TABLE app.t ADD COLUMN title text;
COMMIT;

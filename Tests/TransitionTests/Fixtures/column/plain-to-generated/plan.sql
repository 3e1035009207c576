SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN d;
ALTER TABLE app.t ADD COLUMN d integer GENERATED ALWAYS AS ((n * 2)) STORED;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT a;
ALTER TABLE app.t ADD CONSTRAINT a CHECK ((n > 0)) NOT VALID;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT t_during;
ALTER TABLE app.t ADD CONSTRAINT t_during EXCLUDE USING gist (during WITH &&, room WITH =) WHERE ((NOT isempty(room)));
COMMIT;

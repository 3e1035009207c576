SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed ADD TABLE ONLY app.t (id, s) WHERE ((n > 5));
COMMIT;

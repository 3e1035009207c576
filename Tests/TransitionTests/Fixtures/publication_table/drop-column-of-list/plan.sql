SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed DROP TABLE ONLY app.t;
ALTER PUBLICATION feed ADD TABLE ONLY app.t (id, n);
ALTER TABLE app.t DROP COLUMN s;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed DROP TABLE ONLY app.t;
ALTER PUBLICATION feed ADD TABLE ONLY app.t (id, n, s) WHERE ((n > 0));
ALTER PUBLICATION feed DROP TABLE ONLY app.u;
ALTER PUBLICATION feed ADD TABLE ONLY app.u;
COMMIT;

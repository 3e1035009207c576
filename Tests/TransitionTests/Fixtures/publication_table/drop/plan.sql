SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed DROP TABLE ONLY app.t;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed DROP TABLE ONLY app.u;
ALTER PUBLICATION feed ADD TABLE ONLY app.u;
ALTER PUBLICATION feed ADD TABLES IN SCHEMA app;
COMMIT;

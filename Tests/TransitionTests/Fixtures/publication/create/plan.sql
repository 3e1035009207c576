SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE PUBLICATION feed WITH (publish = 'insert, update');
ALTER PUBLICATION feed ADD TABLE ONLY app.t WHERE ((n > 5));
ALTER PUBLICATION feed ADD TABLES IN SCHEMA app;
COMMENT ON PUBLICATION feed IS 'For the warehouse.';
COMMIT;

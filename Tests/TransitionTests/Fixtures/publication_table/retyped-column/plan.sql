SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed DROP TABLE ONLY app.t;
ALTER TABLE app.t ALTER COLUMN n TYPE bigint USING n::bigint;
ALTER PUBLICATION feed ADD TABLE ONLY app.t (id, n) WHERE ((n > 5));
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP STATISTICS app.z;
DROP STATISTICS app.x;
ALTER TABLE app.t DROP COLUMN c;
ALTER TABLE app.t ALTER COLUMN a TYPE bigint USING a::bigint;
ALTER TABLE app.t ADD COLUMN d integer;
ALTER TABLE app.t ALTER COLUMN s TYPE character varying(9);
CREATE STATISTICS app.x ON a, b FROM app.t;
ALTER STATISTICS app.x SET STATISTICS 7;
CREATE STATISTICS app.y ON b, d, ((b + d)) FROM app.t;
CREATE STATISTICS app.z ON a, (lower((s)::text)) FROM app.t;
ALTER STATISTICS app.x OWNER TO ann;
COMMENT ON STATISTICS app.x IS 'Its column is retyped.';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP STATISTICS app.y;
ALTER STATISTICS app.x SET STATISTICS 100;
CREATE STATISTICS app.y (mcv) ON a, c FROM app.t;
ALTER STATISTICS app.x OWNER TO ann;
COMMENT ON STATISTICS app.y IS 'New.';
COMMIT;

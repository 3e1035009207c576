SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER OPERATOR FAMILY app.f USING btree DROP FUNCTION 1 (app.pair, integer);
COMMIT;

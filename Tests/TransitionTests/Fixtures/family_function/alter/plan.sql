SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER OPERATOR FAMILY app.f USING btree DROP FUNCTION 1 (app.pair, integer);
ALTER OPERATOR FAMILY app.f USING btree ADD FUNCTION 1 (app.pair, integer) app.cmp2(app.pair,integer);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 1 app.#< (app.pair, integer);
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 3 app.#= (app.pair, integer);
ALTER OPERATOR FAMILY app.f USING btree ADD FUNCTION 1 (app.pair, integer) app.cmp(app.pair,integer);
ALTER OPERATOR FAMILY app.f USING btree OWNER TO ann;
COMMENT ON OPERATOR FAMILY app.f USING btree IS 'pairs';
COMMIT;

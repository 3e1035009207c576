SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OPERATOR FAMILY app.f USING btree;
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 1 app.#< (app.pair, integer);
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 3 app.#= (app.pair, integer);
ALTER OPERATOR FAMILY app.f USING btree ADD FUNCTION 1 (app.pair, integer) app.cmp(app.pair,integer);
ALTER OPERATOR FAMILY app.f USING btree OWNER TO owning;
COMMENT ON OPERATOR FAMILY app.f USING btree IS 'pairs';
CREATE OPERATOR CLASS app.pair_ops
  FOR TYPE app.pair USING btree FAMILY app.f AS
  OPERATOR 1 app.#<,
  OPERATOR 2 app.#<=,
  OPERATOR 3 app.#=,
  OPERATOR 4 app.#>=,
  OPERATOR 5 app.#>,
  FUNCTION 1 (app.pair, app.pair) app.cmp(app.pair,app.pair);
CREATE TABLE app.t (
  p app.pair
);
CREATE INDEX t_p ON app.t (p app.pair_ops);
COMMIT;

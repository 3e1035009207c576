SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OPERATOR FAMILY app.pair_ops USING btree;
CREATE OPERATOR CLASS app.pair_ops DEFAULT
  FOR TYPE app.pair USING btree AS
  OPERATOR 1 app.#<,
  OPERATOR 2 app.#<=,
  OPERATOR 3 app.#=,
  OPERATOR 4 app.#>=,
  OPERATOR 5 app.#>,
  FUNCTION 1 (app.pair, app.pair) app.cmp(app.pair,app.pair);
ALTER OPERATOR CLASS app.pair_ops USING btree OWNER TO owning;
COMMENT ON OPERATOR CLASS app.pair_ops USING btree IS 'by a';
CREATE TABLE app.t (
  p app.pair
);
CREATE INDEX t_p ON app.t (p);
COMMIT;

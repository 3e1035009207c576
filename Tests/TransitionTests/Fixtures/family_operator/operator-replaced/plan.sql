SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP OPERATOR app.#< (app.pair, integer);
CREATE OPERATOR app.#< (
  FUNCTION = app.le,
  LEFTARG = app.pair,
  RIGHTARG = integer
);
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 1 app.#< (app.pair, integer);
COMMIT;

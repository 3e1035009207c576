SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER OPERATOR FAMILY app.f USING btree ADD OPERATOR 1 app.#< (app.pair, integer);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER OPERATOR CLASS app.pair_ops USING btree RENAME TO by_a;
ALTER OPERATOR FAMILY app.f USING btree RENAME TO g;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_p;
DROP OPERATOR FAMILY app.pair_ops USING btree;
COMMIT;

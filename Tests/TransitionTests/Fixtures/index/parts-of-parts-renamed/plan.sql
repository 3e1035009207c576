SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER INDEX app.p1_id_idx RENAME TO mine;
ALTER INDEX app.p1a_id_idx RENAME TO mine_a;
ALTER INDEX app.mine_a SET (fillfactor = '40');
COMMENT ON INDEX app.mine_a IS 'c';
COMMIT;

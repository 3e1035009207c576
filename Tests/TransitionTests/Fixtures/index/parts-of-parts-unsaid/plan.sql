SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON INDEX app.mine_a IS NULL;
ALTER INDEX app.mine_a RESET (fillfactor);
ALTER INDEX app.mine_a RENAME TO p1a_id_idx;
ALTER INDEX app.mine RENAME TO p1_id_idx;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER INDEX app.q_id_idx RENAME TO q_own;
ALTER INDEX app.q_own SET (fillfactor = '70');
CREATE TABLE app.s PARTITION OF app.p FOR VALUES FROM ('2028-01-01') TO ('2029-01-01');
ALTER INDEX app.s_id_idx RENAME TO s_own;
COMMIT;

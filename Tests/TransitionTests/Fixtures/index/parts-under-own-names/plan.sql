SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE INDEX p_id ON ONLY app.p (id) WITH (fillfactor = '80');
CREATE INDEX q_id_idx ON app.q (id);
CREATE INDEX q_own ON app.q (id DESC) WITH (fillfactor = '80');
ALTER INDEX app.p_id ATTACH PARTITION app.q_own;
CREATE INDEX r_id_idx ON app.r (id) WITH (fillfactor = '80');
ALTER INDEX app.p_id ATTACH PARTITION app.r_id_idx;
COMMENT ON INDEX app.r_id_idx IS 'made by the server';
COMMIT;

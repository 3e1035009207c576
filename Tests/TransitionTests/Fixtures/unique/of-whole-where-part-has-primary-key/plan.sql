SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DETACH PARTITION app.t1;
ALTER TABLE app.t1 DROP CONSTRAINT t1_pkey;
DROP INDEX app.t_f_id_key;
ALTER TABLE app.t ATTACH PARTITION app.t1 FOR VALUES IN ('a');
ALTER TABLE app.t DETACH PARTITION app.t1;
ALTER TABLE app.t ATTACH PARTITION app.t1 FOR VALUES IN ('a');
ALTER TABLE ONLY app.t ADD CONSTRAINT t_f_id_key UNIQUE (f, id);
ALTER TABLE app.t1 ADD CONSTRAINT t1_f_id_key UNIQUE (f, id);
ALTER INDEX app.t_f_id_key ATTACH PARTITION app.t1_f_id_key;
COMMIT;

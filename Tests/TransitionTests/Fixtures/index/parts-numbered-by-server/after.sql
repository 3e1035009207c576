CREATE SCHEMA app;
CREATE TABLE app.p (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
  PARTITION BY RANGE (id);
CREATE TABLE app.r PARTITION OF app.q DEFAULT;
CREATE INDEX p_z ON app.p (id) WHERE id > 5;
CREATE INDEX p_m ON app.p (id) WHERE id > 6;
CREATE INDEX p_n ON app.p (id) WHERE id > 4;
CREATE INDEX p_a ON app.p (id) WHERE id > 7;
ALTER INDEX app.q_id_idx1 RENAME TO t;
ALTER INDEX app.q_id_idx3 RENAME TO q_id_idx1;
ALTER INDEX app.t RENAME TO q_id_idx3;
ALTER INDEX app.r_id_idx1 RENAME TO t;
ALTER INDEX app.r_id_idx3 RENAME TO r_id_idx1;
ALTER INDEX app.t RENAME TO r_id_idx3;

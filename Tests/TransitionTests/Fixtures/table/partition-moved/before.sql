CREATE SCHEMA app;
CREATE SEQUENCE app.old_numbers;
CREATE TABLE app.o (id bigint PRIMARY KEY);
CREATE TABLE app.p (id bigint NOT NULL DEFAULT nextval('app.old_numbers'), day date NOT NULL, o bigint REFERENCES app.o) PARTITION BY RANGE (day);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE app.r PARTITION OF app.p FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
CREATE INDEX p_day ON app.p (day); ALTER INDEX app.q_day_idx RENAME TO q_own;
CREATE INDEX p_id ON app.p (id); ALTER INDEX app.q_id_idx RENAME TO q_gone;

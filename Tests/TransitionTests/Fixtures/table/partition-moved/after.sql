CREATE SCHEMA app;
CREATE TABLE app.n (id bigint NOT NULL, day date NOT NULL, o bigint) PARTITION BY RANGE (day);
CREATE TABLE app.q PARTITION OF app.n FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX n_day ON app.n (day); ALTER INDEX app.q_day_idx RENAME TO q_own;
CREATE TABLE app.r (id bigint NOT NULL, day date NOT NULL, o bigint);

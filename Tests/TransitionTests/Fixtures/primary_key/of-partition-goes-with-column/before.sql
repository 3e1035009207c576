CREATE SCHEMA app;
CREATE TABLE app.p (kind integer, a bigint, b bigint) PARTITION BY LIST (kind);
CREATE TABLE app.q PARTITION OF app.p (PRIMARY KEY (kind, a, b)) FOR VALUES IN (1);

CREATE SCHEMA app;
CREATE TABLE app.p (kind integer, a bigint) PARTITION BY LIST (kind);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES IN (1);

CREATE SCHEMA app;
CREATE TABLE app.p (id bigint, note text, kind integer) PARTITION BY LIST (kind);
CREATE TABLE app.q PARTITION OF app.p (id NOT NULL, note NOT NULL) FOR VALUES IN (1);

CREATE SCHEMA app;
CREATE TABLE app.p (id bigint NOT NULL, note text NOT NULL, kind integer) PARTITION BY LIST (kind);
CREATE TABLE app.q PARTITION OF app.p (note NOT NULL) FOR VALUES IN (1);

CREATE SCHEMA app;
CREATE TABLE app.p (id bigint NOT NULL, note text NOT NULL, kind integer) PARTITION BY LIST (kind);
CREATE TABLE app.q (id bigint NOT NULL, note text CONSTRAINT noted NOT NULL, kind integer);
ALTER TABLE app.p ATTACH PARTITION app.q FOR VALUES IN (1);

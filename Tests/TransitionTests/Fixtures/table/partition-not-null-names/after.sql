CREATE SCHEMA app;
CREATE TABLE app.p (id bigint NOT NULL, note text NOT NULL, kind integer) PARTITION BY LIST (kind);
CREATE TABLE app.q (id bigint CONSTRAINT known NOT NULL, note text NOT NULL, kind integer);
ALTER TABLE app.q RENAME CONSTRAINT q_note_not_null TO p_note_not_null;
ALTER TABLE app.p ATTACH PARTITION app.q FOR VALUES IN (1);
CREATE TABLE app.r (id bigint NOT NULL, note text NOT NULL, kind integer);
ALTER TABLE app.p ATTACH PARTITION app.r FOR VALUES IN (2);

CREATE SCHEMA app;
CREATE TABLE app.p (id bigint, note text, kind integer) PARTITION BY LIST (kind);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES IN (1) PARTITION BY LIST (kind);
CREATE TABLE app.r PARTITION OF app.q FOR VALUES IN (1);
COMMENT ON COLUMN app.r.note IS 'said';
CREATE VIEW app.v AS SELECT id FROM app.r WHERE note IS NOT NULL;
CREATE TABLE app.parent (id integer); CREATE TABLE app.child () INHERITS (app.parent);
CREATE VIEW app.w AS SELECT id FROM app.child;

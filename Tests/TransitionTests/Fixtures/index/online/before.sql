CREATE SCHEMA app;
CREATE TABLE app.t (id integer, name text, gone integer);
CREATE INDEX t_name ON app.t (name);
CREATE INDEX t_gone ON app.t (gone);
CREATE VIEW app.v AS SELECT id FROM app.t;

CREATE SCHEMA app;
CREATE TABLE app.t (id integer, name text, gone integer);
CREATE UNIQUE INDEX t_name ON app.t (lower(name)) WHERE id > 0;
CREATE INDEX t_id ON app.t (id);
CREATE VIEW app.v AS SELECT id, name FROM app.t;

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);
CREATE TABLE app.log (id bigint, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;

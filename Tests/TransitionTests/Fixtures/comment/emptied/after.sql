CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
CREATE VIEW app.v AS SELECT t.id FROM app.t;

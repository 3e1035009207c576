CREATE SCHEMA app;
CREATE TABLE app.t (c varchar(2)); CREATE VIEW app.v AS SELECT t.c FROM app.t;

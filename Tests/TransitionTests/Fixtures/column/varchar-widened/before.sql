CREATE SCHEMA app;
CREATE TABLE app.t (c varchar(10)); CREATE VIEW app.v AS SELECT t.c FROM app.t;

CREATE SCHEMA app;
CREATE TABLE app.t (c numeric(10,2)); CREATE VIEW app.v AS SELECT t.c FROM app.t;

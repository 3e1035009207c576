CREATE SCHEMA app;
CREATE TABLE app.t (c numeric(14,2)); CREATE VIEW app.v AS SELECT t.c FROM app.t;

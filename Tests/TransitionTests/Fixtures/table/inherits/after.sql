CREATE SCHEMA app;
CREATE TABLE app.a (x integer); CREATE TABLE app.b (x integer, y integer); ALTER TABLE app.b INHERIT app.a;

CREATE SCHEMA app;
CREATE TYPE app.c AS (a integer);
CREATE TABLE app.t (id integer, v app.c);

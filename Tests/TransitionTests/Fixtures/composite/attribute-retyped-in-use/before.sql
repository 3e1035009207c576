CREATE SCHEMA app;
CREATE TYPE app.c AS (a integer, b text);
CREATE TABLE app.t (id integer PRIMARY KEY, v app.c);

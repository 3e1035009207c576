CREATE SCHEMA app;
CREATE TYPE app.c AS (a integer, b text, d integer);
CREATE TABLE app.t (v app.c);

CREATE SCHEMA app;
CREATE DOMAIN app.d AS integer;
CREATE TYPE app.c AS (d app.d, s text);
CREATE TABLE app.t (id integer PRIMARY KEY, c app.c);

CREATE SCHEMA app;
CREATE DOMAIN app.d AS integer NOT NULL;
CREATE TYPE app.c AS (x app.d);
CREATE TABLE app.t (a app.c);

CREATE SCHEMA app;
CREATE TYPE app.c AS (b text, z date); CREATE TABLE app.t (v app.c);

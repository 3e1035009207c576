CREATE SCHEMA app;
CREATE TYPE app.c AS (b2 text, e date, a2 bigint);
CREATE TABLE app.t (v app.c);

CREATE SCHEMA app;
CREATE TYPE app.c AS (a integer);

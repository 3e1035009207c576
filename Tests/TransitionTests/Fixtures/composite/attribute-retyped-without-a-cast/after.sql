CREATE SCHEMA app;
CREATE TYPE app.pair AS (a integer, b date);

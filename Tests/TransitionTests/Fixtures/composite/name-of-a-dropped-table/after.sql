CREATE SCHEMA app;
CREATE TYPE app.thing AS (a integer);

CREATE SCHEMA app;
CREATE TABLE app.t (n integer, d integer GENERATED ALWAYS AS (n * 2) STORED);

CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('a', 'b', 'c');
CREATE TABLE app.t (x app.e, g app.e GENERATED ALWAYS AS (CASE WHEN x = 'b' THEN 'c'::app.e END) STORED);
CREATE INDEX t_g ON app.t (g);

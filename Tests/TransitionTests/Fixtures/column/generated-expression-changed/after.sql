CREATE SCHEMA app;
CREATE TABLE app.t (n integer, d integer GENERATED ALWAYS AS (n * 3) STORED); CREATE VIEW app.v AS SELECT t.d FROM app.t;

CREATE SCHEMA app;
CREATE TABLE app.t (a integer, v integer GENERATED ALWAYS AS (a * 3) STORED);
CREATE TABLE app.c (v integer GENERATED ALWAYS AS (a * 5) STORED) INHERITS (app.t);

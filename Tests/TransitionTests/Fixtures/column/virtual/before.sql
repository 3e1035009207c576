CREATE SCHEMA app;
CREATE TABLE app.t (a integer, s integer GENERATED ALWAYS AS (a * 2) STORED, v integer GENERATED ALWAYS AS (a + 1) VIRTUAL, p integer);
CREATE TABLE app.c (a integer CHECK (a > 0), v integer GENERATED ALWAYS AS (a + 1) VIRTUAL);

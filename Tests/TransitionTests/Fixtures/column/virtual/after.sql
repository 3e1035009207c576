CREATE SCHEMA app;
CREATE TABLE app.t (a integer, s integer GENERATED ALWAYS AS (a * 2) VIRTUAL, v integer GENERATED ALWAYS AS (a + 2) VIRTUAL NOT NULL, p integer, n integer GENERATED ALWAYS AS (a - 1) VIRTUAL);
CREATE TABLE app.c (a integer CHECK (a > 0), v integer GENERATED ALWAYS AS (a + 2) VIRTUAL);

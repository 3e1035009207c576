CREATE SCHEMA app;
CREATE TABLE app.a (x integer, n integer GENERATED ALWAYS AS IDENTITY);
CREATE TABLE app.b (y integer) INHERITS (app.a);

CREATE SCHEMA app;
CREATE TABLE app.a (x integer);
CREATE TABLE app.b (x integer, y integer);
CREATE TABLE app.c () INHERITS (app.a, app.b);

CREATE SCHEMA app;
CREATE TABLE app.a (id integer);
CREATE TABLE app.b (id integer);
CREATE TABLE app.c () INHERITS (app.a, app.b);

CREATE SCHEMA app;
CREATE TABLE app.a (id bigint);
CREATE TABLE app.b (id bigint);
CREATE TABLE app.c () INHERITS (app.a, app.b);

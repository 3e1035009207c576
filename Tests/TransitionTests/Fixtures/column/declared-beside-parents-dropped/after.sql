CREATE SCHEMA app;
CREATE TABLE app.p (id integer);
CREATE TABLE app.c () INHERITS (app.p);
CREATE TABLE app.d () INHERITS (app.c);

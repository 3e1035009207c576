CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, n integer CONSTRAINT filled NOT NULL, s text NOT NULL);
CREATE TABLE app.c () INHERITS (app.t);

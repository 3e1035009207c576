CREATE SCHEMA app;
CREATE TABLE app.o (id integer PRIMARY KEY);
CREATE TABLE app.t (id integer NOT NULL, o integer, name text);

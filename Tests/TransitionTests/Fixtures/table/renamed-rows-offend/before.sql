CREATE SCHEMA app;
CREATE TABLE app.old (id integer NOT NULL, n integer, was text, other integer);
CREATE TABLE app.far_old (id integer PRIMARY KEY);

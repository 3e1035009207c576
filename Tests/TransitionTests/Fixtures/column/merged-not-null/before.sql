CREATE SCHEMA app;
CREATE TABLE app.parent (a integer NOT NULL, b integer NOT NULL);
CREATE TABLE app.old (a integer NOT NULL, b integer) INHERITS (app.parent);

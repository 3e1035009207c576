CREATE SCHEMA app;
CREATE TABLE app.p (n integer CONSTRAINT filled NOT NULL);
CREATE TABLE app.c () INHERITS (app.p);
CREATE TABLE app.d () INHERITS (app.c);

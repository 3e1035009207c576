CREATE SCHEMA app;
CREATE TABLE app.p (id integer, note text, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.c (note text, CONSTRAINT positive CHECK (id > 0)) INHERITS (app.p);
CREATE TABLE app.d (note text) INHERITS (app.c);

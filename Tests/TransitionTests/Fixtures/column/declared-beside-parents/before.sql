CREATE SCHEMA app;
CREATE TABLE app.p (id integer, note text DEFAULT 'none', CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.c () INHERITS (app.p);
CREATE TABLE app.d (id integer DEFAULT 4, note text) INHERITS (app.p);

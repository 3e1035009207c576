CREATE SCHEMA app;
CREATE TABLE app.p (id integer, note text DEFAULT 'none', CONSTRAINT positive CHECK (id > 0));
CREATE TABLE app.c () INHERITS (app.p);
ALTER TABLE app.c ALTER id SET DEFAULT 5;
CREATE TABLE app.d (id integer, note text) INHERITS (app.p);
ALTER TABLE app.d ALTER note DROP DEFAULT;

CREATE SCHEMA app;
CREATE TABLE app.p (id bigint, note text);
CREATE TABLE app.c () INHERITS (app.p);
ALTER TABLE app.c ADD CONSTRAINT known NOT NULL id;

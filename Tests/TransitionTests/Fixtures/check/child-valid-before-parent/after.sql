CREATE SCHEMA app;
CREATE TABLE app.p (id bigint);
CREATE TABLE app.c () INHERITS (app.p);
ALTER TABLE app.c ADD CONSTRAINT positive CHECK (id > 0);
ALTER TABLE app.p ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;

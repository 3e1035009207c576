CREATE SCHEMA app;
CREATE TYPE app.c AS (b integer);
CREATE TABLE app.t (id integer, v app.c, CONSTRAINT positive CHECK ((v).b > 0), CONSTRAINT id_said CHECK (id > 0));

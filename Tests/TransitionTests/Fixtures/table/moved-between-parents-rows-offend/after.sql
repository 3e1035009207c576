CREATE SCHEMA app;
CREATE TABLE app.a (x integer, y integer);
CREATE TABLE app.g (far date NOT NULL);
CREATE TABLE app.b (x bigint, z text NOT NULL DEFAULT 'new') INHERITS (app.g);
CREATE TABLE app.c (x bigint, own date, z text NOT NULL DEFAULT 'new', far date NOT NULL);
ALTER TABLE app.c INHERIT app.b;
CREATE VIEW app.v AS SELECT own FROM app.c;

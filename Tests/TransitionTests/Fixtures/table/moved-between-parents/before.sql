CREATE SCHEMA app;
CREATE TABLE app.a (x integer, y integer);
CREATE TABLE app.g (far date);
CREATE TABLE app.b (x bigint, z text NOT NULL DEFAULT 'new') INHERITS (app.g);
CREATE TABLE app.c (own date) INHERITS (app.a);
CREATE VIEW app.v AS SELECT own FROM app.c;

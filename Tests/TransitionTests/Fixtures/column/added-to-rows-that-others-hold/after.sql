CREATE SCHEMA app;
CREATE TABLE app.base (a integer, b integer NOT NULL DEFAULT 3);
CREATE TABLE app.t (v app.base);

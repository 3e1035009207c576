CREATE SCHEMA app;
CREATE TABLE app.t (a integer NOT NULL, b integer);

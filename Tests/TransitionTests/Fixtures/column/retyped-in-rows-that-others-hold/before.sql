CREATE SCHEMA app;
CREATE TABLE app.base (a integer);
CREATE TABLE app.t (v app.base);

CREATE SCHEMA app;
CREATE TABLE app.t (n integer);
CREATE TABLE app.u (n integer);

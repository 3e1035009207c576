CREATE SCHEMA app;
CREATE TABLE app.base (a bigint);
CREATE TABLE app.t (v app.base);

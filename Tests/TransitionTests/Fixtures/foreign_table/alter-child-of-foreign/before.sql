CREATE SCHEMA app;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE app.f (id bigint NOT NULL, n integer) SERVER s;
CREATE FOREIGN TABLE app.h (id bigint NOT NULL, far text) SERVER s;
CREATE TABLE app.joins (id bigint);
CREATE TABLE app.leaves (own text) INHERITS (app.h);

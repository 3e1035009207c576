CREATE SCHEMA app;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE app.f (id bigint NOT NULL, n integer) SERVER s;
CREATE FOREIGN TABLE app.h (id bigint NOT NULL, far text) SERVER s;
CREATE TABLE app.joins (id bigint NOT NULL, n integer);
ALTER TABLE app.joins INHERIT app.f;
CREATE TABLE app.leaves (id bigint NOT NULL, own text);

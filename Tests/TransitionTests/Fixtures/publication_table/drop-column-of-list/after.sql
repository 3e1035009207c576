CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, n integer);
CREATE TABLE app.u (id bigint PRIMARY KEY, n integer);
CREATE PUBLICATION feed FOR TABLE app.t (id, n), app.u;

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint);
CREATE TABLE app.u (id bigint);

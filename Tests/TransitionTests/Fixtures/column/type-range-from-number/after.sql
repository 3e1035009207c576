CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n int4range);

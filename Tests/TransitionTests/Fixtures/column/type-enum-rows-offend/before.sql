CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);

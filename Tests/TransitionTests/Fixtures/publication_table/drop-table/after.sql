CREATE SCHEMA app;
CREATE TABLE app.t (id bigint PRIMARY KEY, n integer, s text);
CREATE PUBLICATION feed FOR TABLE app.t;

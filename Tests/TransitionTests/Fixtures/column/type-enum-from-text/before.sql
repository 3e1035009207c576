CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, s text);

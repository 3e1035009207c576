CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer NOT NULL);

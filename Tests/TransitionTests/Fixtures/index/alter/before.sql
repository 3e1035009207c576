CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
CREATE INDEX t_n_idx ON app.t (n);

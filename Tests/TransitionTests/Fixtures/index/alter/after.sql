CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
CREATE UNIQUE INDEX t_n_idx ON app.t (lower(s), n DESC) INCLUDE (id) WITH (fillfactor=80) WHERE n > 0;

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
ALTER TABLE app.t ADD CONSTRAINT t_n_key UNIQUE (n);

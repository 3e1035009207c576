CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, s text);
CREATE INDEX t_s ON app.t (s);
UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'app.t_s'::regclass;

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, s text);
CREATE INDEX t_s ON app.t (s);

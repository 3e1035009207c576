CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, title text); CREATE INDEX t_s ON app.t (title); ALTER TABLE app.t ADD CONSTRAINT s_ok CHECK (title <> ''); CREATE VIEW app.v AS SELECT t.title AS shown FROM app.t;

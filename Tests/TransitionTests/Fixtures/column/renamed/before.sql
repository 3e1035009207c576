CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE INDEX t_s ON app.t (s); ALTER TABLE app.t ADD CONSTRAINT s_ok CHECK (s <> ''); CREATE VIEW app.v AS SELECT t.s AS shown FROM app.t;

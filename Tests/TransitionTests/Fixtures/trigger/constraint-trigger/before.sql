CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

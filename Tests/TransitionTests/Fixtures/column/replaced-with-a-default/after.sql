CREATE SCHEMA app;
CREATE FUNCTION app.one() RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE app.t (id bigint, a integer NOT NULL DEFAULT 7, b integer NOT NULL DEFAULT app.one());

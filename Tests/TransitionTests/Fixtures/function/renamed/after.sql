CREATE SCHEMA app;
CREATE FUNCTION app.doubled(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE FUNCTION app.twice(n text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT n || n';
CREATE TABLE app.t (n integer DEFAULT app.doubled(2), CONSTRAINT even CHECK (app.doubled(n) > 0));

CREATE SCHEMA app;
CREATE FUNCTION app.twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE FUNCTION app.twice(n text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT n || n';
CREATE TABLE app.t (n integer DEFAULT app.twice(2), CONSTRAINT even CHECK (app.twice(n) > 0));

CREATE SCHEMA app;
CREATE FUNCTION app.add(s bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s + n';
CREATE FUNCTION app.half(s bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (s / 2)::integer';
CREATE TABLE app.t (n integer);

CREATE SCHEMA app;
CREATE FUNCTION app.add(s bigint, n integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s + n';
CREATE FUNCTION app.half(s bigint) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT (s / 2)::integer';
CREATE AGGREGATE app.sum_of(integer) (SFUNC = app.add, STYPE = bigint, INITCOND = '0');
CREATE TABLE app.t (n integer);
CREATE VIEW app.v AS SELECT app.sum_of(t.n) AS total FROM app.t;
CREATE MATERIALIZED VIEW app.m AS SELECT app.sum_of(t.n) AS total FROM app.t;
CREATE FUNCTION app.sum_up() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT app.sum_of(n) FROM app.t; END;

CREATE SCHEMA app;
CREATE TABLE app.t (id integer PRIMARY KEY, n integer);
CREATE TABLE app.later (id integer);
CREATE FUNCTION app.a() RETURNS bigint LANGUAGE sql AS 'SELECT sum(n) FROM app.t';
CREATE FUNCTION app.b() RETURNS bigint LANGUAGE sql
  BEGIN ATOMIC SELECT sum(t.n) FROM app.t, app.later; END;
CREATE FUNCTION app.c() RETURNS bigint LANGUAGE plpgsql
  AS 'BEGIN RETURN (SELECT count(*) FROM app.later); END';

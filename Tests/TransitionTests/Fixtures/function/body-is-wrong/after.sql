CREATE SCHEMA app;
SET check_function_bodies = off;
CREATE TABLE app.t (n integer);
CREATE FUNCTION app.wrong() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM app.gone';
CREATE FUNCTION app.unclear() RETURNS void LANGUAGE plpgsql AS 'BEGIN PERFORM 1 END';
CREATE FUNCTION app.unclear(n integer) RETURNS void LANGUAGE plpgsql STABLE AS 'BEGIN PERFORM n END';
CREATE FUNCTION app.right() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM app.t';
CREATE FUNCTION app.by_path() RETURNS bigint LANGUAGE sql SET search_path TO 'app'
  AS 'SELECT count(*) FROM t';

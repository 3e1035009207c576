CREATE SCHEMA app;
CREATE TYPE app.money AS (cents bigint);
CREATE FUNCTION app.to_money(integer) RETURNS app.money LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1 * 100)::app.money';
CREATE FUNCTION app.cents_money(integer) RETURNS app.money LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1)::app.money';
CREATE TABLE app.t (n integer);
CREATE TABLE app.u (m app.money);

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TYPE app.money AS (cents bigint);
CREATE FUNCTION app.cents_money(integer)
 RETURNS app.money
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT ROW($1)::app.money$$;
CREATE FUNCTION app.to_money(integer)
 RETURNS app.money
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT ROW($1 * 100)::app.money$$;
CREATE CAST (app.money AS text) WITH INOUT;
CREATE CAST (integer AS app.money) WITH FUNCTION app.to_money(integer) AS ASSIGNMENT;
COMMENT ON CAST (integer AS app.money) IS 'whole';
CREATE CAST (text AS app.money) WITH INOUT AS IMPLICIT;
CREATE TABLE app.t (
  n integer
);
CREATE TABLE app.u (
  m app.money
);
ALTER TABLE app.u ALTER COLUMN m SET DEFAULT 3;
CREATE VIEW app.v AS
SELECT (t.n)::app.money AS m
   FROM app.t;
ALTER TABLE app.t ADD CONSTRAINT filled CHECK (((n)::app.money IS NOT NULL));
CREATE INDEX t_money ON app.t (((n)::app.money));
CREATE MATERIALIZED VIEW app.mv AS
SELECT (t.n)::app.money AS m
   FROM app.t;
COMMIT;

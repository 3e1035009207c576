SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP MATERIALIZED VIEW app.m;
DROP VIEW app.v;
DROP FUNCTION app.sum_up();
DROP AGGREGATE app.total(integer);
CREATE AGGREGATE app.total(integer) (
  SFUNC = app.add,
  STYPE = bigint,
  FINALFUNC = app.half,
  INITCOND = '0'
);
CREATE FUNCTION app.sum_up()
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT app.total(t.n) AS total
    FROM app.t;
END;
GRANT ALL ON FUNCTION app.total(integer) TO bob;
COMMENT ON AGGREGATE app.total(integer) IS 'all';
CREATE VIEW app.v AS
SELECT app.total(t.n) AS total
   FROM app.t;
CREATE MATERIALIZED VIEW app.m AS
SELECT app.total(t.n) AS total
   FROM app.t;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP MATERIALIZED VIEW app.m;
DROP VIEW app.v;
DROP FUNCTION app.sum_up();
DROP AGGREGATE app.total(integer);
COMMIT;

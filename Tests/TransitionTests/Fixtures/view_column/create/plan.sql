SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER MATERIALIZED VIEW app.m ALTER COLUMN s SET STORAGE EXTERNAL;
COMMENT ON COLUMN app.m.s IS 'What it says';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE AGGREGATE app.total(integer) (
  SFUNC = app.add,
  STYPE = bigint,
  INITCOND = '7',
  PARALLEL = RESTRICTED
);
ALTER AGGREGATE app.total(integer) OWNER TO ann;
GRANT ALL ON FUNCTION app.total(integer) TO bob;
COMMENT ON AGGREGATE app.total(integer) IS 'all';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER OPERATOR app.=== (integer, text) SET (RESTRICT = eqsel, JOIN = eqjoinsel);
ALTER OPERATOR app.=== (integer, text) OWNER TO ann;
COMMENT ON OPERATOR app.=== (integer, text) IS 'the same number';
COMMIT;

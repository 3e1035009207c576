SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP FUNCTION app.f(integer);
CREATE FUNCTION app.f(a integer, b integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT a + b$$;
GRANT ALL ON FUNCTION app.f(integer, integer) TO ann;
REVOKE ALL ON FUNCTION app.f(integer, integer) FROM PUBLIC;
COMMENT ON FUNCTION app.f(integer, integer) IS 'f';
COMMIT;

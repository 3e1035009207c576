SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app."check"(text[], oid)
 RETURNS boolean
 LANGUAGE sql
AS $$SELECT true$$;
CREATE FOREIGN DATA WRAPPER w VALIDATOR app."check" OPTIONS (debug 'true', secret '${env:SECRET}');
GRANT ALL ON FOREIGN DATA WRAPPER w TO ann;
COMMENT ON FOREIGN DATA WRAPPER w IS 'Reaches files.';
COMMIT;

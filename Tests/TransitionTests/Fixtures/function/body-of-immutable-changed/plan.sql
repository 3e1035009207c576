SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE FUNCTION app.f(a integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT a + 1$$;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP FUNCTION app.f();
CREATE FUNCTION app.f()
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $$SELECT 1::text$$;
COMMIT;

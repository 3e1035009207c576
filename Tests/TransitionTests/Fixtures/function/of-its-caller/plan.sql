SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE FUNCTION app.f()
 RETURNS integer
 LANGUAGE sql
AS $$SELECT 1$$;
COMMIT;

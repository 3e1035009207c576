SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE FUNCTION app.ok(who text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $$SELECT true$$;
COMMIT;

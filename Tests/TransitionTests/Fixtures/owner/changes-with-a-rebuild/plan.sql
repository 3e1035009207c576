SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP FUNCTION app.f(app.e);
DROP TYPE app.e;
CREATE TYPE app.e AS ENUM ('b', 'a');
CREATE FUNCTION app.f(x app.e)
 RETURNS text
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $$SELECT x::text$$;
COMMIT;

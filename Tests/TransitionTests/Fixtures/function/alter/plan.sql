SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE FUNCTION app.twice(n integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $$SELECT n + n$$;
COMMIT;

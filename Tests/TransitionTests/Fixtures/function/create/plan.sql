SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.twice(n integer)
 RETURNS integer
 LANGUAGE sql
AS $$SELECT n * 2$$;
COMMIT;

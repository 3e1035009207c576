SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.f()
 RETURNS integer
 LANGUAGE sql
AS $$SELECT 1$$;
CREATE EVENT TRIGGER guard
  ON sql_drop
  EXECUTE FUNCTION app.f();
CREATE EVENT TRIGGER other
  ON sql_drop
  EXECUTE FUNCTION public.nothing_there();
COMMIT;

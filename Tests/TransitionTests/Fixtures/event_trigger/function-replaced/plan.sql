SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP EVENT TRIGGER other;
DROP EVENT TRIGGER guard;
DROP FUNCTION app.guard();
CREATE FUNCTION app.guard2()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $$BEGIN RAISE EXCEPTION 'no'; END$$;
CREATE PROCEDURE app.guard()
 LANGUAGE plpgsql
AS $$BEGIN NULL; END$$;
CREATE EVENT TRIGGER guard
  ON ddl_command_start
  WHEN TAG IN ('DROP TABLE')
  EXECUTE FUNCTION app.guard2();
CREATE EVENT TRIGGER other
  ON sql_drop
  WHEN TAG IN ('DROP FUNCTION')
  EXECUTE FUNCTION app.guard2();
COMMENT ON EVENT TRIGGER other IS 'Is dropped with the function and made anew.';
COMMIT;

CREATE SCHEMA app;
CREATE FUNCTION app.guard() RETURNS event_trigger LANGUAGE plpgsql
  AS $$BEGIN RAISE EXCEPTION 'no'; END$$;
CREATE EVENT TRIGGER guard ON ddl_command_start WHEN TAG IN ('DROP TABLE', 'DROP VIEW')
  EXECUTE FUNCTION app.guard();
CREATE EVENT TRIGGER other ON sql_drop WHEN TAG IN ('DROP FUNCTION')
  EXECUTE FUNCTION app.guard();
COMMENT ON EVENT TRIGGER other IS 'Is dropped with the function and made anew.';

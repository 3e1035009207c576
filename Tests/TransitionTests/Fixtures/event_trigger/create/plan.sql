SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.old;
CREATE FUNCTION app.guard()
 RETURNS event_trigger
 LANGUAGE plpgsql
AS $$BEGIN RAISE EXCEPTION 'no'; END$$;
CREATE TABLE app.t (
  id bigint
);
CREATE VIEW app.v AS
SELECT t.id
   FROM app.t;
CREATE EVENT TRIGGER guard
  ON ddl_command_end
  WHEN TAG IN ('ALTER TABLE', 'COMMENT', 'CREATE TABLE', 'CREATE VIEW', 'DROP TABLE')
  EXECUTE FUNCTION app.guard();
ALTER EVENT TRIGGER guard ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER guard IS 'Nothing may change.';
COMMIT;

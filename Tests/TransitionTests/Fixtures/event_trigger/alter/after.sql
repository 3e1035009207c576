CREATE SCHEMA app;
CREATE FUNCTION app.guard() RETURNS event_trigger LANGUAGE plpgsql
  AS $$BEGIN RAISE EXCEPTION 'no'; END$$;
CREATE TABLE app.new (id bigint); CREATE TABLE app.t (id bigint);
CREATE EVENT TRIGGER guard ON ddl_command_start EXECUTE FUNCTION app.guard();
ALTER EVENT TRIGGER guard DISABLE;

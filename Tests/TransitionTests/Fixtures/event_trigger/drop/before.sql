CREATE SCHEMA app;
CREATE FUNCTION app.guard() RETURNS event_trigger LANGUAGE plpgsql
  AS $$BEGIN RAISE EXCEPTION 'no'; END$$;
CREATE TABLE app.t (id bigint);
CREATE EVENT TRIGGER guard ON sql_drop EXECUTE FUNCTION app.guard();

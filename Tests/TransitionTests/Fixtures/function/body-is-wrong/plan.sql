SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.by_path()
 RETURNS bigint
 LANGUAGE sql
 SET search_path TO 'app'
AS $$SELECT count(*) FROM t$$;
CREATE FUNCTION app."right"()
 RETURNS bigint
 LANGUAGE sql
AS $$SELECT count(*) FROM app.t$$;
CREATE OR REPLACE FUNCTION app.unclear(n integer)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
AS $$BEGIN PERFORM n END$$;
CREATE FUNCTION app.wrong()
 RETURNS bigint
 LANGUAGE sql
AS $$SELECT count(*) FROM app.gone$$;
CREATE TABLE app.t (
  n integer
);
COMMIT;

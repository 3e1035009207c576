SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.f()
 RETURNS bigint
 LANGUAGE sql
AS $$SELECT count(*) FROM app.t$$;
CREATE TABLE app.t (
  id bigint NOT NULL,
  n integer,
  s text
);
CREATE FUNCTION app.g()
 RETURNS bigint
 LANGUAGE sql
RETURN (SELECT count(*) AS count FROM app.t);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE FUNCTION app.f()
 RETURNS integer
 LANGUAGE sql
AS $$SELECT 1$$;
GRANT ALL ON FUNCTION app.f() TO ann;
REVOKE ALL ON FUNCTION app.f() FROM bob;
REVOKE ALL ON FUNCTION app.f() FROM PUBLIC;
CREATE TABLE app.t (
  id bigint NOT NULL,
  n integer,
  s text
);
REVOKE ALL ON TABLE app.t FROM ann;
GRANT SELECT ON TABLE app.t TO bob;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP POLICY p ON app.t;
DROP INDEX app.t_f;
ALTER TABLE app.t DROP CONSTRAINT n_ok;
ALTER TABLE app.t ALTER COLUMN id DROP DEFAULT;
DROP FUNCTION app.f(integer);
CREATE FUNCTION app.f(a integer)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT a::bigint$$;
GRANT ALL ON FUNCTION app.f(integer) TO ann;
REVOKE ALL ON FUNCTION app.f(integer) FROM PUBLIC;
COMMENT ON FUNCTION app.f(integer) IS 'f';
ALTER TABLE app.t ALTER COLUMN id SET DEFAULT app.f(1);
CREATE POLICY p ON app.t
  FOR SELECT
  USING ((app.f(n) > 0));
CREATE VIEW app.v AS
SELECT app.f(t.n) AS f
   FROM app.t;
ALTER TABLE app.t ADD CONSTRAINT n_ok CHECK ((app.f(n) > 0));
CREATE INDEX t_f ON app.t (app.f(n));
COMMIT;

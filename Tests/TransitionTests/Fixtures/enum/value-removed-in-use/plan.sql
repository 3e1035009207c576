SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP POLICY p ON app.t;
ALTER TABLE app.t ALTER COLUMN m DROP DEFAULT;
DROP FUNCTION app.f(app.mood);
ALTER TYPE app.mood RENAME TO mood__plumb_old;
CREATE TYPE app.mood AS ENUM ('a', 'b');
ALTER TABLE app.t ALTER COLUMN l TYPE app.mood[] USING l::text[]::app.mood[], ALTER COLUMN m TYPE app.mood USING m::text::app.mood;
DROP TYPE app.mood__plumb_old;
CREATE FUNCTION app.f(app.mood)
 RETURNS integer
 LANGUAGE sql
AS $$SELECT 1$$;
REVOKE ALL ON FUNCTION app.f(app.mood) FROM PUBLIC;
ALTER TABLE app.t ALTER COLUMN m SET DEFAULT 'b'::app.mood;
CREATE POLICY p ON app.t
  USING ((m > 'a'::app.mood));
CREATE VIEW app.v AS
SELECT t.m
   FROM app.t
  WHERE (t.m = 'a'::app.mood);
GRANT SELECT ON TABLE app.v TO ann;
COMMENT ON VIEW app.v IS 'seen';
COMMIT;

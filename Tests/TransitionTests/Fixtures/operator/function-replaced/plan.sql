SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP POLICY p ON app.t;
DROP INDEX app.t_agree;
ALTER TABLE app.t DROP CONSTRAINT agree;
DROP OPERATOR app.=== (integer, text);
CREATE FUNCTION app.alike(integer, text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $$SELECT true$$;
CREATE OPERATOR app.=== (
  FUNCTION = app.alike,
  LEFTARG = integer,
  RIGHTARG = text,
  COMMUTATOR = OPERATOR(app.===),
  NEGATOR = OPERATOR(app.!==),
  RESTRICT = eqsel,
  JOIN = eqjoinsel,
  HASHES,
  MERGES
);
CREATE POLICY p ON app.t
  FOR SELECT
  USING ((n OPERATOR(app.===) w));
ALTER TABLE app.t ADD CONSTRAINT agree CHECK ((n OPERATOR(app.===) w));
CREATE INDEX t_agree ON app.t (((n OPERATOR(app.===) w)));
COMMIT;

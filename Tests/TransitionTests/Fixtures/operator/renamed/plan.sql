SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_agree;
ALTER TABLE app.t DROP CONSTRAINT agree;
CREATE OPERATOR app.=~= (
  FUNCTION = app.same,
  LEFTARG = integer,
  RIGHTARG = text
);
CREATE OR REPLACE VIEW app.v AS
SELECT t.n
   FROM app.t
  WHERE (t.n OPERATOR(app.=~=) t.w);
DROP OPERATOR app.=== (integer, text);
ALTER TABLE app.t ADD CONSTRAINT agree CHECK ((n OPERATOR(app.=~=) w));
CREATE INDEX t_agree ON app.t (((n OPERATOR(app.=~=) w)));
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OPERATOR app.=== (
  FUNCTION = app.same,
  LEFTARG = text,
  RIGHTARG = integer,
  COMMUTATOR = OPERATOR(app.===)
);
COMMIT;

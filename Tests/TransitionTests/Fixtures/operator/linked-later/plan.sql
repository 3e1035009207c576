SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP OPERATOR app.=== (text, integer);
DROP OPERATOR app.=== (integer, text);
CREATE OPERATOR app.=== (
  FUNCTION = app.same,
  LEFTARG = integer,
  RIGHTARG = text,
  COMMUTATOR = OPERATOR(app.===),
  NEGATOR = OPERATOR(app.!==),
  HASHES,
  MERGES
);
CREATE OPERATOR app.=== (
  FUNCTION = app.same,
  LEFTARG = text,
  RIGHTARG = integer,
  COMMUTATOR = OPERATOR(app.===),
  HASHES
);
COMMIT;

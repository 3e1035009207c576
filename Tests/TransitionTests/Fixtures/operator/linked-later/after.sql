CREATE SCHEMA app;
CREATE FUNCTION app.same(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE FUNCTION app.same(text, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2::text';
CREATE FUNCTION app.other(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text <> $2';
CREATE FUNCTION app.other(text, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> $2::text';
CREATE FUNCTION app.negative(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT -$1';
CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = integer, RIGHTARG = text, COMMUTATOR = OPERATOR(app.===),
  NEGATOR = OPERATOR(app.!==), HASHES, MERGES);
CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = text, RIGHTARG = integer, COMMUTATOR = OPERATOR(app.===), HASHES);
CREATE OPERATOR app.!== (FUNCTION = app.other, LEFTARG = integer, RIGHTARG = text, NEGATOR = OPERATOR(app.===));

CREATE SCHEMA app;
CREATE FUNCTION app.same(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2';
CREATE FUNCTION app.same(text, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2::text';
CREATE FUNCTION app.other(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text <> $2';
CREATE FUNCTION app.other(text, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> $2::text';
CREATE FUNCTION app.negative(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT -$1';
CREATE FUNCTION app.alike(integer, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR app.=== (FUNCTION = app.alike, LEFTARG = integer, RIGHTARG = text,
  COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = text, RIGHTARG = integer,
  COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), HASHES, MERGES);
CREATE OPERATOR app.!== (FUNCTION = app.other, LEFTARG = integer, RIGHTARG = text,
  COMMUTATOR = OPERATOR(app.!==), NEGATOR = OPERATOR(app.===));
CREATE OPERATOR app.!== (FUNCTION = app.other, LEFTARG = text, RIGHTARG = integer,
  COMMUTATOR = OPERATOR(app.!==), NEGATOR = OPERATOR(app.===));
CREATE OPERATOR app.~~~ (FUNCTION = app.negative, RIGHTARG = integer);
CREATE TABLE app.t (n integer, w text, CONSTRAINT agree CHECK (n OPERATOR(app.===) w));
CREATE INDEX t_agree ON app.t ((n OPERATOR(app.===) w));
CREATE VIEW app.v AS SELECT n, OPERATOR(app.~~~) n AS less FROM app.t WHERE w OPERATOR(app.!==) n;
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.t FOR SELECT USING (n OPERATOR(app.===) w);

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TYPE app.later;
CREATE TYPE app.word;
CREATE FUNCTION app.word_in(cstring)
 RETURNS app.word
 LANGUAGE internal
 IMMUTABLE STRICT
AS $$textin$$;
CREATE FUNCTION app.word_out(app.word)
 RETURNS cstring
 LANGUAGE internal
 IMMUTABLE STRICT
AS $$textout$$;
CREATE TYPE app.word (
  INPUT = app.word_in,
  OUTPUT = app.word_out,
  INTERNALLENGTH = VARIABLE,
  ALIGNMENT = int4,
  STORAGE = plain,
  CATEGORY = 'S',
  DEFAULT = 'none',
  COLLATABLE = true
);
CREATE DOMAIN app.short AS app.word;
ALTER TYPE app.word OWNER TO owning;
REVOKE ALL ON TYPE app.word FROM PUBLIC;
COMMENT ON TYPE app.word IS 'a word';
CREATE FUNCTION app.same(app.word, app.word)
 RETURNS boolean
 LANGUAGE internal
 IMMUTABLE STRICT
AS $$texteq$$;
CREATE FUNCTION app.word_recv(internal)
 RETURNS app.word
 LANGUAGE internal
 IMMUTABLE STRICT
AS $$textrecv$$;
CREATE FUNCTION app.word_send(app.word)
 RETURNS bytea
 LANGUAGE internal
 IMMUTABLE STRICT
AS $$textsend$$;
CREATE CAST (text AS app.word) WITHOUT FUNCTION AS IMPLICIT;
CREATE OPERATOR app.= (
  FUNCTION = app.same,
  LEFTARG = app.word,
  RIGHTARG = app.word
);
CREATE TABLE app.t (
  w app.word,
  many app.word[]
);
CREATE VIEW app.v AS
SELECT t.w
   FROM app.t
  WHERE (t.w OPERATOR(app.=) 'x'::app.word);
ALTER TABLE app.t ADD CONSTRAINT w_ok CHECK ((w OPERATOR(app.=) w));
COMMIT;

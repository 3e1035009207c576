SET check_function_bodies = off;
SET search_path = public;

BEGIN;
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
COMMIT;

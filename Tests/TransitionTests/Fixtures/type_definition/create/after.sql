CREATE SCHEMA app;
CREATE TYPE app.word;
CREATE FUNCTION app.word_in(cstring) RETURNS app.word LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.word_out(app.word) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.word_recv(internal) RETURNS app.word LANGUAGE internal IMMUTABLE STRICT AS 'textrecv';
CREATE FUNCTION app.word_send(app.word) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'textsend';
CREATE TYPE app.word (INPUT = app.word_in, OUTPUT = app.word_out, INTERNALLENGTH = VARIABLE, CATEGORY = 'S', DEFAULT = 'none', COLLATABLE = true);

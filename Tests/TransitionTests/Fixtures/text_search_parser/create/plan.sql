SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TEXT SEARCH PARSER app.words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
COMMENT ON TEXT SEARCH PARSER app.words IS 'Ours.';
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = app.words);
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR asciiword, word WITH simple;
COMMIT;

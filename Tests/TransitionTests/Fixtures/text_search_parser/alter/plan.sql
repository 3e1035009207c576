SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_body;
ALTER TABLE app.t DROP COLUMN words;
DROP TEXT SEARCH CONFIGURATION app.c;
DROP TEXT SEARCH PARSER app.words;
CREATE TEXT SEARCH PARSER app.words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = app.words);
ALTER TEXT SEARCH CONFIGURATION app.c
  ADD MAPPING FOR asciiword, word WITH simple;
ALTER TABLE app.t ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('app.c'::regconfig, body)) STORED;
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c'::regconfig, body));
COMMIT;

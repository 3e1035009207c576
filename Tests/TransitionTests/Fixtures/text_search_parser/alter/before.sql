CREATE SCHEMA app;
CREATE TEXT SEARCH PARSER app.words (START = prsd_start, GETTOKEN = prsd_nexttoken,
  END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE = prsd_headline);
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = app.words);
ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR asciiword, word WITH simple;
CREATE TABLE app.t (id bigint, body text,
  words tsvector GENERATED ALWAYS AS (to_tsvector('app.c', body)) STORED);
CREATE INDEX t_body ON app.t USING gin (to_tsvector('app.c', body));

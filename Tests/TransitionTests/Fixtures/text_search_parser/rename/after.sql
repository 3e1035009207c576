CREATE SCHEMA app;
CREATE TEXT SEARCH PARSER app.tokens (START = prsd_start, GETTOKEN = prsd_nexttoken,
  END = prsd_end, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH CONFIGURATION app.c (PARSER = app.tokens);
ALTER TEXT SEARCH CONFIGURATION app.c ADD MAPPING FOR asciiword, word WITH simple;
COMMENT ON TEXT SEARCH PARSER app.tokens IS 'Ours.';

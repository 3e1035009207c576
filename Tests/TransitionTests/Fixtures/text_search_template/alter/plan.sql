SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TEXT SEARCH DICTIONARY app.d;
DROP TEXT SEARCH TEMPLATE app.plain;
CREATE TEXT SEARCH TEMPLATE app.plain (LEXIZE = thesaurus_lexize);
CREATE TEXT SEARCH DICTIONARY app.d (
  TEMPLATE = app.plain
);
COMMIT;

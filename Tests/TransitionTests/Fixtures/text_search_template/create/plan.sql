SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TEXT SEARCH TEMPLATE app.plain (INIT = dsimple_init, LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app.plain IS 'Ours.';
CREATE TEXT SEARCH DICTIONARY app.d (
  TEMPLATE = app.plain
);
COMMIT;

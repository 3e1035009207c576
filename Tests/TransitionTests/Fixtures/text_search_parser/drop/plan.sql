SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TEXT SEARCH CONFIGURATION app.c;
DROP TEXT SEARCH PARSER app.words;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TEXT SEARCH PARSER app.words RENAME TO tokens;
COMMIT;

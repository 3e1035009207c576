SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TEXT SEARCH CONFIGURATION app.c RENAME TO words;
COMMIT;

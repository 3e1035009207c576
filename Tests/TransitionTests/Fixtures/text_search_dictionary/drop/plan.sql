SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TEXT SEARCH CONFIGURATION app.c
  ALTER MAPPING FOR word WITH simple;
DROP TEXT SEARCH DICTIONARY app.d;
COMMIT;

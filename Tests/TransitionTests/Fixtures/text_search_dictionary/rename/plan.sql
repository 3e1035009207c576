SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TEXT SEARCH DICTIONARY app.d RENAME TO e;
COMMIT;

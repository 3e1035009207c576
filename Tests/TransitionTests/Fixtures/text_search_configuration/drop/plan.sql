SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_body;
ALTER TABLE app.t DROP COLUMN words;
DROP TEXT SEARCH CONFIGURATION app.c;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.word RENAME TO term;
COMMIT;

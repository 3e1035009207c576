SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.mood RENAME TO feeling;
COMMIT;

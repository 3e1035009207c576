SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.c DROP ATTRIBUTE a;
ALTER TYPE app.c ADD ATTRIBUTE z date;
COMMIT;

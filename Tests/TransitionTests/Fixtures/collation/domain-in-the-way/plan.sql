SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'collation app.c cannot be altered while domain app.d is made with it'; END$$;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'the type of domain app.d cannot be changed while composite app.c is made of it'; END$$;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'PostgreSQL cannot alter default of base type app.word'; END$$;
COMMIT;

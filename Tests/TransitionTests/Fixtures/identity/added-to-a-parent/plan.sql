SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'an identity column cannot be added to app.a, which has child tables'; END$$;
COMMIT;

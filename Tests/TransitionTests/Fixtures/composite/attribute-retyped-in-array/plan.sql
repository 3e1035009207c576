SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'attributes of composite app.c cannot be retyped or reordered while column app.t.v holds it'; END$$;
COMMIT;

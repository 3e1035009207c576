SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'b of composite app.pair cannot be retyped: no assignment cast leads to the new type'; END$$;
COMMIT;

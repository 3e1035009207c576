SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DO $$BEGIN RAISE EXCEPTION USING message = 'values of enum app.e cannot be removed or reordered: table app.p is partitioned by k'; END$$;
COMMIT;

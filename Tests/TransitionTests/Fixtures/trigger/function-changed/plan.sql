SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE FUNCTION app.guard()
 RETURNS trigger
 LANGUAGE plpgsql
AS $$BEGIN RETURN NEW; END$$;
COMMIT;

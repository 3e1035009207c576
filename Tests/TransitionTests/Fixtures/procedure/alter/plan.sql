SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE PROCEDURE app.tidy()
 LANGUAGE plpgsql
 SET search_path TO ''
AS $$BEGIN PERFORM 1; END$$;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE PROCEDURE app.tidy()
 LANGUAGE plpgsql
AS $$BEGIN NULL; END$$;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP FUNCTION app.f();
DROP LANGUAGE plown;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP FUNCTION app.f(app.mood);
DROP TRANSFORM FOR app.mood LANGUAGE plpgsql;
COMMIT;

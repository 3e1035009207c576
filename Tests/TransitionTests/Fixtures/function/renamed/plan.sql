SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FUNCTION app.twice(integer) RENAME TO doubled;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app.d SET NOT NULL;
COMMIT;

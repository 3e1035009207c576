SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app.d ADD CONSTRAINT positive CHECK ((VALUE > 0));
COMMIT;

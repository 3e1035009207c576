SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app.amount DROP CONSTRAINT positive;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app.amount DROP CONSTRAINT positive;
ALTER DOMAIN app.amount ADD CONSTRAINT positive CHECK ((VALUE >= (1)::numeric));
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.address ADD ATTRIBUTE country character(2);
COMMIT;

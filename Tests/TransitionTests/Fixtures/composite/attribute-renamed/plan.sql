SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.address RENAME ATTRIBUTE zip TO postcode;
COMMIT;

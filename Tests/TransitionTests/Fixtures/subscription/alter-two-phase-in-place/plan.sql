SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SUBSCRIPTION sub_two SET (two_phase = true);
COMMIT;

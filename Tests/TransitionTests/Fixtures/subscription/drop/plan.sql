SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SUBSCRIPTION sub_drop SET (slot_name = NONE);
DROP SUBSCRIPTION sub_drop;
COMMIT;

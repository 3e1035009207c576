SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SUBSCRIPTION sub_old RENAME TO sub_new;
COMMIT;

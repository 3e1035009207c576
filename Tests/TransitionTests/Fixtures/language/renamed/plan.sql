SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER LANGUAGE plown RENAME TO plours;
COMMIT;

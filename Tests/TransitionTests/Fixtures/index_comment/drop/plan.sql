SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON INDEX app.t_pkey IS NULL;
COMMIT;

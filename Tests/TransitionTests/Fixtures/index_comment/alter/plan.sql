SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON INDEX app.t_pkey IS 'by its number';
COMMENT ON COLUMN app.t.n IS 'n';
COMMIT;

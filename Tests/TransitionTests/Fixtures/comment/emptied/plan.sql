SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON TABLE app.t IS NULL;
COMMIT;

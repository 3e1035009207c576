SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON CONSTRAINT filled ON app.t IS 'always given';
COMMIT;

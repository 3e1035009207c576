SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON CONSTRAINT t_pkey ON app.t IS 'the key';
COMMIT;

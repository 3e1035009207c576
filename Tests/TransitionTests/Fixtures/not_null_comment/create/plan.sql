SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON CONSTRAINT filled ON app.c IS 'given here';
COMMENT ON CONSTRAINT t_id_not_null ON app.t IS 'of the key';
COMMENT ON CONSTRAINT filled ON app.t IS 'given';
COMMIT;

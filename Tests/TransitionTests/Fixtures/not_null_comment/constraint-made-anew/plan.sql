SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN n DROP NOT NULL;
ALTER TABLE app.t ADD CONSTRAINT filled NOT NULL n NOT VALID;
COMMENT ON CONSTRAINT filled ON app.t IS 'given';
COMMIT;

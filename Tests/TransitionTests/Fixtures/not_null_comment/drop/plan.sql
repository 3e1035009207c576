SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON CONSTRAINT filled ON app.t IS NULL;
COMMENT ON CONSTRAINT filled ON app.c IS NULL;
ALTER TABLE app.t ALTER COLUMN s DROP NOT NULL;
COMMIT;

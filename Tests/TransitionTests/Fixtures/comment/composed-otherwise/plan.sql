SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN "café";
ALTER TYPE app.e ADD VALUE 'café';
ALTER TABLE app.t ADD COLUMN "café" integer;
ALTER TABLE app.t ALTER COLUMN c SET DEFAULT 'café'::text;
COMMENT ON TABLE app.t IS 'café';
COMMIT;

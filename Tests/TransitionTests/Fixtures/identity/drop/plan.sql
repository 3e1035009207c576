SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN id DROP IDENTITY;
ALTER TABLE app.t ALTER COLUMN id SET NOT NULL;
COMMIT;

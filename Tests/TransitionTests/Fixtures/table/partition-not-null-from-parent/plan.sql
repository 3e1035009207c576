SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.q ALTER COLUMN id DROP NOT NULL;
ALTER TABLE app.p ALTER COLUMN id SET NOT NULL;
ALTER TABLE app.p ALTER COLUMN note SET NOT NULL;
COMMIT;

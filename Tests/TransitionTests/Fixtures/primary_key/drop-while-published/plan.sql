SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT t_pkey;
ALTER TABLE app.t ALTER COLUMN id SET NOT NULL;
COMMIT;

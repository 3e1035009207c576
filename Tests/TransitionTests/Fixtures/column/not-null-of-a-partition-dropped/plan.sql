SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN a DROP NOT NULL;
ALTER TABLE app.t2 ALTER COLUMN a DROP NOT NULL;
COMMIT;

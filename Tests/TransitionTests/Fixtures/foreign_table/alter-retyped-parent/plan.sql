SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN a TYPE smallint;
ALTER TABLE app.t ALTER COLUMN a SET NOT NULL;
COMMIT;

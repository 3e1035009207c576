SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.base ADD COLUMN b integer;
ALTER TABLE app.base ALTER COLUMN b SET DEFAULT 3;
UPDATE app.base SET b = DEFAULT;
ALTER TABLE app.base ALTER COLUMN b SET NOT NULL;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN tags TYPE text[] USING tags::text[];
COMMIT;

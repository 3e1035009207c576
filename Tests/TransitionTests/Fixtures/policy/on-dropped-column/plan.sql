SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER POLICY p ON app.t
  USING ((n > 1));
ALTER TABLE app.t DROP COLUMN s;
COMMIT;

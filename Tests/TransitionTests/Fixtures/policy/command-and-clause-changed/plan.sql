SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP POLICY q ON app.t;
DROP POLICY p ON app.t;
CREATE POLICY p ON app.t
  FOR DELETE
  TO ann
  USING ((n > 1));
CREATE POLICY q ON app.t
  FOR UPDATE
  USING ((n > 1));
COMMIT;

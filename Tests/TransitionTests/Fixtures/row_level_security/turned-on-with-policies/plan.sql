SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.t
  FOR SELECT
  TO ann
  USING ((n > 1));
COMMIT;

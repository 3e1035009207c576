SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE POLICY "See few" ON app.t
  FOR SELECT
  TO ann
  USING ((n > 15));
COMMIT;

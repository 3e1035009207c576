SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER POLICY "See few" ON app.t
  TO ann, bob
  USING ((n > 5));
COMMIT;

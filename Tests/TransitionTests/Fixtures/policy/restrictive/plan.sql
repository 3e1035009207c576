SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP POLICY p ON app.t;
CREATE POLICY p ON app.t
  AS RESTRICTIVE
  USING ((n > 1));
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.z (
  id bigint
);
CREATE POLICY p ON app.t
  FOR SELECT
  USING ((EXISTS ( SELECT 1
   FROM app.z
  WHERE (z.id = t.id))));
COMMIT;

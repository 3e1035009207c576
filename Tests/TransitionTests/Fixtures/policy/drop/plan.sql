SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP POLICY "See few" ON app.t;
COMMIT;

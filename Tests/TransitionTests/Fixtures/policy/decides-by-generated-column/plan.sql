SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP POLICY few ON app.t;
ALTER TABLE app.t DROP COLUMN ok;
ALTER TABLE app.t ADD COLUMN ok boolean GENERATED ALWAYS AS (true) STORED;
CREATE POLICY few ON app.t
  FOR SELECT
  USING (ok);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE SELECT ON TABLE app.p1 FROM bob;
ALTER TABLE app.p1 ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.p1
  USING ((owner_name = CURRENT_USER));
COMMIT;

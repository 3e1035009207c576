SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP POLICY every ON app.members;
ALTER TABLE app.bans ENABLE ROW LEVEL SECURITY;
COMMIT;

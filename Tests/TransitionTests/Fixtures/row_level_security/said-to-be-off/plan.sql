SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DISABLE ROW LEVEL SECURITY;
COMMIT;

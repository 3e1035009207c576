SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FUNCTION hidden.f() SET SCHEMA app;
ALTER TABLE hidden.t SET SCHEMA app;
COMMIT;

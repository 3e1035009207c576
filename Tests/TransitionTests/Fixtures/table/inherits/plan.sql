SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.b INHERIT app.a;
COMMIT;

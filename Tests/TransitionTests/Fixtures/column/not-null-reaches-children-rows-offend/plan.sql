SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p ALTER CONSTRAINT filled INHERIT;
COMMIT;

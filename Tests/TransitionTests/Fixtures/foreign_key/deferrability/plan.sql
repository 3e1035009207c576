SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.c ALTER CONSTRAINT c_t DEFERRABLE INITIALLY DEFERRED;
COMMIT;

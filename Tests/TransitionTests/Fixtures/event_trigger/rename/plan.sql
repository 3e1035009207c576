SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FUNCTION app.guard() RENAME TO keep;
ALTER EVENT TRIGGER guard RENAME TO keep;
COMMIT;

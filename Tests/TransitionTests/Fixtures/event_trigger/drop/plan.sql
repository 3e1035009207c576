SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP EVENT TRIGGER guard;
DROP TABLE app.t;
DROP FUNCTION app.guard();
COMMIT;

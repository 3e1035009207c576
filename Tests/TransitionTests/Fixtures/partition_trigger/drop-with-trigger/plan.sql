SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TRIGGER t ON app.p;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TRIGGER t_touch ON app.t;
COMMIT;

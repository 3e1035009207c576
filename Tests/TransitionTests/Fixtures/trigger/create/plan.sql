SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TRIGGER t_touch BEFORE UPDATE ON app.t FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMIT;

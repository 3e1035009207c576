SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE TRIGGER t_touch BEFORE INSERT OR UPDATE OF n ON app.t FOR EACH ROW WHEN ((new.n > 1)) EXECUTE FUNCTION app.touch();
ALTER TABLE app.t ENABLE ALWAYS TRIGGER t_touch;
COMMIT;

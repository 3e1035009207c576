SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ENABLE TRIGGER again;
CREATE TRIGGER audit BEFORE INSERT OR UPDATE ON app.t FOR EACH ROW EXECUTE FUNCTION app.audit();
COMMIT;

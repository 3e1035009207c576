SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
CREATE VIEW app.v AS
SELECT t.n,
    t.id
   FROM app.t;
CREATE TRIGGER v_i INSTEAD OF INSERT ON app.v FOR EACH ROW EXECUTE FUNCTION app.touch();
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_s;
CREATE INDEX t_s ON app.t (s);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
GRANT SELECT, INSERT ON TABLE app.t TO ann;
GRANT SELECT (id) ON TABLE app.t TO bob;
COMMIT;

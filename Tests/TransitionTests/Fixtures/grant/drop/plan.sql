SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE SELECT (id) ON TABLE app.t FROM bob;
REVOKE SELECT, INSERT ON TABLE app.t FROM ann;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
GRANT SELECT ON TABLE app.t TO ann WITH GRANT OPTION;
SET LOCAL ROLE ann;
REVOKE SELECT (id) ON TABLE app.t FROM bob;
RESET ROLE;
REVOKE SELECT (id) ON TABLE app.t FROM ann;
SET LOCAL ROLE ann;
GRANT SELECT (id) ON TABLE app.t TO bob;
RESET ROLE;
COMMIT;

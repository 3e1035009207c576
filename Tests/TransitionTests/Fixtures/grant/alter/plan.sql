SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE INSERT ON TABLE app.t FROM ann;
GRANT SELECT ON TABLE app.t TO ann WITH GRANT OPTION;
REVOKE SELECT (id) ON TABLE app.t FROM bob;
GRANT UPDATE (id) ON TABLE app.t TO bob;
GRANT SELECT ON TABLE app.t TO PUBLIC;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP FOREIGN TABLE app.t;
COMMIT;

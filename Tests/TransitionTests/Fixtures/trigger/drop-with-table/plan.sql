SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.t;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.d ();
COMMIT;

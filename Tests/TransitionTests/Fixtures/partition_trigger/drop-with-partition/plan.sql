SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.p21;
ALTER TABLE app.p DETACH PARTITION app.p1;
COMMIT;

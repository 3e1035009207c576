SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER INDEX app.a RENAME TO b;
COMMIT;

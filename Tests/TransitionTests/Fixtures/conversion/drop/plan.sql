SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP CONVERSION app.latin;
COMMIT;

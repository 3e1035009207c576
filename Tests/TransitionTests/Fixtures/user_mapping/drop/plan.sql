SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP USER MAPPING FOR ann SERVER s;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
GRANT staff TO "Ann O'Neil";
COMMIT;

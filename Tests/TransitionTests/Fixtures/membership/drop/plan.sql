SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE staff FROM "Ann O'Neil";
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP USER MAPPING FOR PUBLIC SERVER s;
DROP SERVER s;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
GRANT ALTER SYSTEM ON PARAMETER log_statement TO "Other role";
REVOKE SET ON PARAMETER log_statement FROM app_role;
GRANT ALTER SYSTEM ON PARAMETER log_statement TO app_role;
COMMIT;

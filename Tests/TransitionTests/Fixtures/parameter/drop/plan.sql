SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE SET ON PARAMETER log_statement FROM app_role;
REVOKE SET ON PARAMETER jit FROM PUBLIC;
COMMIT;

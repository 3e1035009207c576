SET check_function_bodies = off;
SET search_path = public;

BEGIN;
GRANT SET ON PARAMETER log_statement TO app_role;
GRANT ALL ON PARAMETER my.own TO app_role WITH GRANT OPTION;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE CREATE ON DATABASE the_database FROM app_role;
GRANT CONNECT ON DATABASE the_database TO app_role WITH GRANT OPTION;
REVOKE TEMPORARY ON DATABASE the_database FROM PUBLIC;
GRANT CONNECT ON DATABASE the_database TO PUBLIC;
COMMIT;

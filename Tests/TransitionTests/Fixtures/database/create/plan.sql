SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DATABASE the_database SET work_mem TO '8MB';
ALTER ROLE app_role IN DATABASE the_database SET statement_timeout TO '3s';
GRANT CREATE ON DATABASE the_database TO app_role;
REVOKE TEMPORARY ON DATABASE the_database FROM PUBLIC;
COMMENT ON DATABASE the_database IS 'Ours.';
COMMIT;

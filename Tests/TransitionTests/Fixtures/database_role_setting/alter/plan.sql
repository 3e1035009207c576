SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE app_role IN DATABASE the_database RESET search_path;
ALTER ROLE app_role IN DATABASE the_database SET role TO 'Other role';
ALTER ROLE app_role IN DATABASE the_database SET work_mem TO '16MB';
COMMIT;

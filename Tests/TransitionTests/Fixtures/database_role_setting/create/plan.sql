SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE "Other role" IN DATABASE the_database SET work_mem TO '8MB';
ALTER ROLE app_role IN DATABASE the_database SET search_path TO 'app', 'public';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DATABASE the_database SET role TO 'Other role';
ALTER DATABASE the_database SET work_mem TO '16MB';
COMMIT;

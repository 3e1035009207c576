SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DATABASE the_database SET my.x TO '1';
ALTER DATABASE the_database SET search_path TO 'app', 'public';
COMMIT;

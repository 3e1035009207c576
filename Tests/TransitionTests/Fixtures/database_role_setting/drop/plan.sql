SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE app_role IN DATABASE the_database RESET ALL;
COMMIT;

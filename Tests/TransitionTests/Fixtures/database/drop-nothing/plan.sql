SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DATABASE the_database RESET work_mem;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER EXTENSION citext SET SCHEMA more;
COMMIT;

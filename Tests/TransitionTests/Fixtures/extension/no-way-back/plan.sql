SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER EXTENSION citext UPDATE TO '1.5';
COMMIT;

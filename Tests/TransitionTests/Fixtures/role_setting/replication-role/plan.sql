SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE loader SET session_replication_role TO 'replica';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE reader SET search_path TO 'app', 'public';
ALTER ROLE reader SET statement_timeout TO '15s';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE reader RESET search_path;
ALTER ROLE reader SET statement_timeout TO '30s';
ALTER ROLE reader SET work_mem TO '8MB';
COMMIT;

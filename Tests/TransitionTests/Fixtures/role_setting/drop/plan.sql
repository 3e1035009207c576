SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE reader RESET statement_timeout;
ALTER ROLE reader RESET search_path;
COMMIT;

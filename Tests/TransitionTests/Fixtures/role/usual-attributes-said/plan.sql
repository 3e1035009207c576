SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE reader WITH CONNECTION LIMIT -1;
COMMIT;

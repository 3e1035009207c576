SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE ROLE reader WITH LOGIN CONNECTION LIMIT 5;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER ROLE reader WITH CREATEDB NOINHERIT NOLOGIN CONNECTION LIMIT -1;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON SCHEMA public IS 'standard public schema';
COMMIT;

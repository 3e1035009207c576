SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.c DROP CONSTRAINT c_t_fkey;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t RENAME CONSTRAINT t_pkey TO t_key;
COMMIT;

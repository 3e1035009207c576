SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT t_n_key;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_n_positive CHECK ((n > 0));
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT t_n_positive;
ALTER TABLE app.t ADD CONSTRAINT t_n_positive CHECK (((n > 1) AND (s IS NOT NULL)));
COMMIT;

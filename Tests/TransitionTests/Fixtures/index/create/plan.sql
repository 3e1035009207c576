SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE INDEX t_n_idx ON app.t (n);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT t_n_key;
ALTER TABLE app.t ADD CONSTRAINT t_n_key UNIQUE NULLS NOT DISTINCT (n, s) DEFERRABLE;
COMMIT;

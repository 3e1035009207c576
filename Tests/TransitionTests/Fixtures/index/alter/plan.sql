SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_n_idx;
CREATE UNIQUE INDEX t_n_idx ON app.t (lower(s), n DESC) INCLUDE (id) WITH (fillfactor = '80') WHERE (n > 0);
COMMIT;

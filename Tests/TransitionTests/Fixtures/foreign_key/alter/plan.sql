SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.c DROP CONSTRAINT c_t_fkey;
ALTER TABLE app.c ADD CONSTRAINT c_t_fkey FOREIGN KEY (t) REFERENCES app.t(id) ON DELETE SET NULL DEFERRABLE;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.e ADD CONSTRAINT e_id_v_key UNIQUE (id, v WITHOUT OVERLAPS);
COMMIT;

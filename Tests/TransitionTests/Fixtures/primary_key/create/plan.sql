SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
COMMIT;

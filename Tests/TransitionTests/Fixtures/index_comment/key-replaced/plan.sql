SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP CONSTRAINT t_pkey;
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (id, part);
COMMENT ON INDEX app.t_pkey IS 'by number';
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.r ADD CONSTRAINT r_apart UNIQUE (t, during WITHOUT OVERLAPS);
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (id, during WITHOUT OVERLAPS);
ALTER TABLE app.r ADD CONSTRAINT r_t_during_fkey FOREIGN KEY (t, PERIOD during) REFERENCES app.t(id, PERIOD during);
COMMIT;

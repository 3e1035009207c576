SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
ALTER TABLE app.t ADD CONSTRAINT u UNIQUE (b);
ALTER TABLE app.t ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES app.t(a);
COMMIT;

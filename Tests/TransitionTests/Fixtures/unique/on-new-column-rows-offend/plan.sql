SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ADD COLUMN a integer DEFAULT 1;
ALTER TABLE app.t ADD COLUMN b integer;
ALTER TABLE app.t ADD COLUMN c integer;
ALTER TABLE app.t ADD COLUMN d uuid DEFAULT gen_random_uuid();
ALTER TABLE app.t ADD CONSTRAINT t_a_key UNIQUE (a);
ALTER TABLE app.t ADD CONSTRAINT t_b_key UNIQUE (b);
ALTER TABLE app.t ADD CONSTRAINT t_c_key UNIQUE NULLS NOT DISTINCT (c);
ALTER TABLE app.t ADD CONSTRAINT t_d_key UNIQUE (d);
ALTER TABLE app.u ADD COLUMN a integer;
ALTER TABLE app.u ADD CONSTRAINT u_pkey PRIMARY KEY (id, a);
COMMIT;

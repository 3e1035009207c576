SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.kinds (
  id integer,
  CONSTRAINT kinds_pkey PRIMARY KEY (id)
);
ALTER TABLE app.t ADD COLUMN open integer;
ALTER TABLE app.t ADD COLUMN other integer DEFAULT 7;
ALTER TABLE app.t ADD CONSTRAINT t_kind_fkey FOREIGN KEY (kind) REFERENCES app.kinds(id);
ALTER TABLE app.t ADD CONSTRAINT t_open_fkey FOREIGN KEY (open) REFERENCES app.kinds(id);
ALTER TABLE app.t ADD CONSTRAINT t_other_fkey FOREIGN KEY (other) REFERENCES app.kinds(id);
COMMIT;

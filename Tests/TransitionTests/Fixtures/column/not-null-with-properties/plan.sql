SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t RENAME CONSTRAINT t_a_not_null TO a_there;
ALTER TABLE app.t ADD CONSTRAINT b_there NOT NULL b NOT VALID;
ALTER TABLE app.t RENAME CONSTRAINT c_there TO t_c_not_null;
ALTER TABLE app.t VALIDATE CONSTRAINT d_there;
ALTER TABLE app.t ALTER CONSTRAINT e_there INHERIT;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.c RENAME ATTRIBUTE a TO b;
ALTER TABLE app.t ADD CONSTRAINT id_said CHECK ((id > 0));
ALTER TABLE app.t ADD CONSTRAINT positive CHECK (((v).b > 0));
COMMIT;

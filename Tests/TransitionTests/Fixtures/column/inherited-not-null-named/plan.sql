SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.c RENAME CONSTRAINT known TO c_id_not_null;
ALTER TABLE app.c ADD CONSTRAINT noted NOT NULL note NO INHERIT;
CREATE TABLE app.d () INHERITS (app.p);
ALTER TABLE app.d ADD CONSTRAINT own NOT NULL id;
COMMIT;

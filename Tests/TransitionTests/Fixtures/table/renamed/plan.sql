SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t RENAME TO tasks;
ALTER TABLE app.tasks RENAME CONSTRAINT t_pkey TO tasks_pkey;
COMMIT;

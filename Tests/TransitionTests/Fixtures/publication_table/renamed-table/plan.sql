SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t RENAME TO todos;
ALTER TABLE app.todos RENAME COLUMN s TO note;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.log RENAME TO history;
ALTER TABLE app.t RENAME COLUMN id TO key;
ALTER RULE two ON app.t RENAME TO second;
ALTER RULE one ON app.t RENAME TO first;
COMMIT;

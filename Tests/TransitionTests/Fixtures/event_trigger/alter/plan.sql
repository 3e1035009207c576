SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER EVENT TRIGGER guard DISABLE;
ALTER TABLE app.old RENAME TO new;
CREATE TABLE app.t (
  id bigint
);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SCHEMA old RENAME TO app;
ALTER TYPE app.person RENAME TO human;
ALTER TYPE app.human RENAME ATTRIBUTE nick TO alias CASCADE;
COMMIT;

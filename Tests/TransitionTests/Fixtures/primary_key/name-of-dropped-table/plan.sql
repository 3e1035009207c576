SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.gone;
ALTER TABLE app.t RENAME CONSTRAINT one TO two;
COMMIT;

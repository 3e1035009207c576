SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p ALTER CONSTRAINT filled NO INHERIT;
ALTER TABLE app.c ALTER COLUMN n DROP NOT NULL;
COMMIT;

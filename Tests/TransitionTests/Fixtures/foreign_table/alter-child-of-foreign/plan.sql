SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.leaves NO INHERIT app.h;
ALTER TABLE app.joins ALTER COLUMN id SET NOT NULL;
ALTER TABLE app.joins ADD COLUMN n integer;
ALTER TABLE app.joins INHERIT app.f;
ALTER TABLE app.leaves DROP COLUMN far;
COMMIT;

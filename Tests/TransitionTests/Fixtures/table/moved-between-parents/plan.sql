SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.c NO INHERIT app.a;
ALTER TABLE app.c DROP COLUMN y;
ALTER TABLE app.c ALTER COLUMN x TYPE bigint USING x::bigint;
ALTER TABLE app.c ADD COLUMN z text NOT NULL DEFAULT 'new'::text;
ALTER TABLE app.c ADD COLUMN far date;
ALTER TABLE app.c INHERIT app.b;
COMMIT;

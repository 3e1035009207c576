SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.a ALTER COLUMN id TYPE bigint USING id::bigint;
ALTER TABLE app.b ALTER COLUMN id TYPE bigint USING id::bigint;
COMMIT;

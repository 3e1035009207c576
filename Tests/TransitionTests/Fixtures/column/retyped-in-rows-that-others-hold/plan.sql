SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.base ALTER COLUMN a TYPE bigint USING a::bigint;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN c TYPE integer USING c::integer;
COMMIT;

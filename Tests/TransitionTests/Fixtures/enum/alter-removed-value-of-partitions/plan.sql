SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.e RENAME TO e__plumb_old;
CREATE TYPE app.e AS ENUM ('a', 'b');
ALTER TABLE app.p ALTER COLUMN x TYPE app.e USING x::text::app.e;
DROP TYPE app.e__plumb_old;
COMMIT;

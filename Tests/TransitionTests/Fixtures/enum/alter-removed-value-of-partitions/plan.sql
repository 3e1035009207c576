SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.p1_x;
ALTER TYPE app.e RENAME TO e__plumb_old;
CREATE TYPE app.e AS ENUM ('a', 'b');
ALTER TABLE app.p ALTER COLUMN x TYPE app.e USING x::text::app.e;
DROP TYPE app.e__plumb_old;
CREATE INDEX p1_x ON app.p1 (x);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.state RENAME VALUE 'b' TO 'b2';
ALTER TYPE app.state RENAME VALUE 'c' TO 'c2';
ALTER TABLE app.t ALTER COLUMN s DROP DEFAULT;
ALTER TYPE app.state RENAME TO state__plumb_old;
CREATE TYPE app.state AS ENUM ('z', 'b2', 'c2');
ALTER TABLE app.t ALTER COLUMN l TYPE app.state[] USING l::text[]::app.state[], ALTER COLUMN s TYPE app.state USING s::text::app.state;
DROP TYPE app.state__plumb_old;
ALTER TABLE app.t ALTER COLUMN s SET DEFAULT 'z'::app.state;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.e RENAME TO e__plumb_old;
CREATE TYPE app.e AS ENUM ('b');
ALTER FOREIGN TABLE app.ft ALTER COLUMN x TYPE app.e;
DROP TYPE app.e__plumb_old;
COMMIT;

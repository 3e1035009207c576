SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN b;
ALTER TABLE app.t DROP COLUMN a;
ALTER TABLE app.t ADD COLUMN a timestamp with time zone;
ALTER TABLE app.t ADD COLUMN b date[];
COMMIT;

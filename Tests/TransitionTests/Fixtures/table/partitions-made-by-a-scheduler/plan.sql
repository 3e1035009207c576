SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.unknown;
ALTER TABLE app.events ADD COLUMN n integer;
CREATE INDEX events_day ON app.events (day);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN g;
ALTER TYPE app.e RENAME TO e__plumb_old;
CREATE TYPE app.e AS ENUM ('c', 'b', 'd');
ALTER TABLE app.t ALTER COLUMN x TYPE app.e USING x::text::app.e;
DROP TYPE app.e__plumb_old;
ALTER TABLE app.t ADD COLUMN g app.e GENERATED ALWAYS AS (
CASE
    WHEN (x = 'b'::app.e) THEN 'c'::app.e
    ELSE NULL::app.e
END) STORED;
CREATE INDEX t_g ON app.t (g);
COMMIT;

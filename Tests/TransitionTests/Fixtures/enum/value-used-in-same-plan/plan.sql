SET check_function_bodies = off;
SET search_path = public;

-- new enum values can be used only after they are committed
BEGIN;
ALTER TYPE app.mood ADD VALUE 'c';
COMMIT;

BEGIN;
ALTER TABLE app.t ALTER COLUMN m SET DEFAULT 'c'::app.mood;
ALTER TABLE app.t ADD CONSTRAINT t_m CHECK (((m <> 'c'::app.mood) OR (m IS NOT NULL)));
CREATE VIEW app.v AS
SELECT t.m
   FROM app.t
  WHERE (t.m = 'c'::app.mood);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TYPE app.mood AS ENUM ('low', 'it''s');
ALTER TABLE app.t ALTER COLUMN n TYPE app.mood USING n::text::app.mood;
ALTER TABLE app.t ALTER COLUMN s TYPE app.mood USING s::app.mood;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.mood ADD VALUE 'fine' AFTER 'sad';
ALTER TYPE app.mood ADD VALUE 'glad';
COMMIT;

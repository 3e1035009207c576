SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.mood ADD VALUE 'a' BEFORE 'b';
ALTER TYPE app.mood ADD VALUE 'c' AFTER 'b';
ALTER TYPE app.mood ADD VALUE 'e';
COMMIT;

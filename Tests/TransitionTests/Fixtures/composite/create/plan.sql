SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TYPE app.address AS (street text, city text);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TYPE app.pair;
CREATE TYPE app.pair AS (a integer, b date);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TYPE app.span AS RANGE (SUBTYPE = integer);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SEQUENCE app.q OWNED BY NONE;
COMMIT;

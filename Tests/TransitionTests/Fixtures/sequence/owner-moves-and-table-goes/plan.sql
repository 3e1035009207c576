SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SEQUENCE app.q OWNED BY app.b.x;
DROP TABLE app.a;
COMMIT;

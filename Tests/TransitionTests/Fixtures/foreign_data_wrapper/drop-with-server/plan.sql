SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP FOREIGN TABLE app.t;
DROP USER MAPPING FOR ann SERVER s;
DROP SERVER s;
DROP FOREIGN DATA WRAPPER w;
COMMIT;

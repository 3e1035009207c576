SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP RULE record ON app.t;
DROP RULE keep ON app.t;
DROP TABLE app.log;
COMMIT;

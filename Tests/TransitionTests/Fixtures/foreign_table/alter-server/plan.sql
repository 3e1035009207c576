SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP FOREIGN TABLE app.t;
CREATE FOREIGN TABLE app.t (
  id integer
) SERVER u;
CREATE VIEW app.v AS
SELECT t.id
   FROM app.t;
COMMIT;

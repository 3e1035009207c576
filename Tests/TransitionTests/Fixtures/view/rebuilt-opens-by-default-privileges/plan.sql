SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
ALTER TABLE app.t ALTER COLUMN id TYPE bigint USING id::bigint;
CREATE VIEW app.v AS
SELECT t.id
   FROM app.t;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
ALTER TABLE app.t ALTER COLUMN c TYPE character varying(10);
CREATE VIEW app.v AS
SELECT t.c
   FROM app.t;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.w;
DROP VIEW app.v;
ALTER TABLE app.p ALTER COLUMN note TYPE character varying(50);
ALTER TABLE app.parent ALTER COLUMN id TYPE bigint USING id::bigint;
CREATE VIEW app.v AS
SELECT r.id
   FROM app.r
  WHERE (r.note IS NOT NULL);
CREATE VIEW app.w AS
SELECT child.id
   FROM app.child;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.w;
DROP VIEW app.v;
CREATE VIEW app.v AS
SELECT t.s,
    t.id
   FROM app.t;
CREATE VIEW app.w WITH (security_barrier = 'true') AS
SELECT v.id
   FROM app.v;
ALTER VIEW app.w OWNER TO owning;
GRANT SELECT ON TABLE app.w TO ann;
COMMENT ON COLUMN app.w.id IS 'key';
COMMIT;

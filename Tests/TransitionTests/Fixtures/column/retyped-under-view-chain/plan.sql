SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP MATERIALIZED VIEW app.m;
DROP VIEW app.w;
DROP VIEW app.v;
DROP POLICY p ON app.t;
ALTER TABLE app.t DROP CONSTRAINT c_ok;
ALTER TABLE app.t ALTER COLUMN c DROP DEFAULT;
ALTER TABLE app.t ALTER COLUMN c TYPE bigint USING c::bigint;
ALTER TABLE app.t ALTER COLUMN c SET DEFAULT 0;
ALTER TABLE app.t ADD CONSTRAINT c_ok CHECK ((c > (0)::bigint));
CREATE POLICY p ON app.t
  FOR SELECT
  USING ((c > (0)::bigint));
CREATE VIEW app.v WITH (security_invoker = 'true') AS
SELECT t.id,
    t.c
   FROM app.t;
GRANT SELECT ON TABLE app.v TO ann;
CREATE VIEW app.w AS
SELECT v.c
   FROM app.v;
GRANT SELECT (c) ON TABLE app.w TO bob;
COMMENT ON VIEW app.w IS 'second';
CREATE MATERIALIZED VIEW app.m AS
SELECT w.c
   FROM app.w;
CREATE UNIQUE INDEX m_c ON app.m (c);
COMMENT ON INDEX app.m_c IS 'unique';
COMMIT;

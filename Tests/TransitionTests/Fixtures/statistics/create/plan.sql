SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE STATISTICS app.all_of ON a, b FROM app.t;
CREATE STATISTICS more.far (dependencies) ON a, c FROM app.t;
CREATE STATISTICS app.one ON (lower(s)) FROM app.t;
CREATE STATISTICS app."some" (ndistinct, mcv) ON a, (lower(s)), ((b + c)) FROM app.t;
ALTER STATISTICS app."some" SET STATISTICS 500;
ALTER STATISTICS app."some" OWNER TO ann;
COMMENT ON STATISTICS app."some" IS 'Ours.';
CREATE MATERIALIZED VIEW app.m AS
SELECT t.a,
    t.b
   FROM app.t;
CREATE STATISTICS app.m_ab ON a, b FROM app.m;
COMMIT;

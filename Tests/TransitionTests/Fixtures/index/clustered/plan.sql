SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.v_a;
ALTER TABLE app.t CLUSTER ON t_b_key;
ALTER TABLE app.u SET WITHOUT CLUSTER;
CREATE INDEX v_a ON app.v (a, b);
ALTER TABLE app.v CLUSTER ON v_a;
ALTER MATERIALIZED VIEW app.m CLUSTER ON m_a;
COMMIT;

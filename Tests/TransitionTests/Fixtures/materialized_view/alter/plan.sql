SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP MATERIALIZED VIEW app.m;
CREATE MATERIALIZED VIEW app.m WITH (fillfactor = '80') AS
SELECT t.id,
    t.s
   FROM app.t;
CREATE UNIQUE INDEX m_id ON app.m (id);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE MATERIALIZED VIEW app.m AS
SELECT t.id,
    t.n
   FROM app.t;
CREATE UNIQUE INDEX m_id ON app.m (id);
COMMIT;

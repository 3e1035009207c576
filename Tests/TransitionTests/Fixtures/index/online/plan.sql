SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER INDEX app.t_name RENAME TO t_name__plumb_old;
CREATE OR REPLACE VIEW app.v AS
SELECT t.id,
    t.name
   FROM app.t;
COMMIT;

DROP INDEX CONCURRENTLY app.t_gone;

DROP INDEX CONCURRENTLY IF EXISTS app.t_id;
CREATE INDEX CONCURRENTLY t_id ON app.t (id);

DROP INDEX CONCURRENTLY IF EXISTS app.t_name;
CREATE UNIQUE INDEX CONCURRENTLY t_name ON app.t (lower(name)) WHERE (id > 0);
DROP INDEX CONCURRENTLY app.t_name__plumb_old;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_s;
COMMIT;

DROP INDEX CONCURRENTLY IF EXISTS app.t_s;
CREATE INDEX CONCURRENTLY t_s ON app.t (s);

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p DETACH PARTITION app.q;
ALTER TABLE app.p ATTACH PARTITION app.q FOR VALUES FROM ('2026-01-01') TO ('2028-01-01');
COMMIT;

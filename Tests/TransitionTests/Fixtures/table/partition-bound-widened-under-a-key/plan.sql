SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.s DROP CONSTRAINT s_rid_fkey;
ALTER TABLE app.r DETACH PARTITION app.r0;
ALTER TABLE app.r ATTACH PARTITION app.r0 FOR VALUES FROM (0) TO (20);
ALTER TABLE app.s ADD CONSTRAINT s_rid_fkey FOREIGN KEY (rid) REFERENCES app.r(id);
COMMIT;

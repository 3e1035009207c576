SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed DROP TABLE ONLY app.pp;
ALTER PUBLICATION feed SET (publish_via_partition_root = false);
ALTER PUBLICATION feed ADD TABLE ONLY app.pp;
COMMIT;

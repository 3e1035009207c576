SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON PUBLICATION feed IS NULL;
ALTER PUBLICATION feed SET (publish = 'insert, delete', publish_via_partition_root = true);
ALTER PUBLICATION feed OWNER TO bob;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION feed RENAME TO "New feed";
COMMIT;

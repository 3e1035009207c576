SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP PUBLICATION p;
ALTER TABLE app.t REPLICA IDENTITY DEFAULT;
DROP INDEX app.t_id;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER INDEX app.p_id ATTACH PARTITION app.r_own;
COMMIT;

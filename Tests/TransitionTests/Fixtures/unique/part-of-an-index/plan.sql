SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.q ADD CONSTRAINT q_own UNIQUE USING INDEX q_id_day_idx;
COMMIT;

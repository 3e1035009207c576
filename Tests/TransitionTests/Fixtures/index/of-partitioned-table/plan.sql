SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE INDEX p_id ON app.p (id);
COMMIT;

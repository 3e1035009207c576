SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.p_m;
CREATE INDEX p_a ON app.p (id) WHERE (id > 7);
CREATE INDEX p_m ON app.p (id) WHERE (id > 6);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE VIEW app.v AS
SELECT t.id,
    t.n,
    t.s
   FROM app.t;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE VIEW app.v AS
SELECT t.id,
    t.n
   FROM app.t
  WHERE (t.n > 0);
COMMIT;

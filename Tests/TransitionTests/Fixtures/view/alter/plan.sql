SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE VIEW app.v WITH (check_option = 'local', security_invoker = 'true') AS
SELECT t.id,
    t.n,
    t.s
   FROM app.t
  WHERE (t.n > 1);
COMMIT;

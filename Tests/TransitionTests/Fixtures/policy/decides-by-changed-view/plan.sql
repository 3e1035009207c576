SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE VIEW app.active WITH (security_invoker = 'true') AS
SELECT members.who
   FROM app.members;
COMMIT;

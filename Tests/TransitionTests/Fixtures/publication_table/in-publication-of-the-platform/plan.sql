SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER PUBLICATION supabase_realtime DROP TABLE ONLY app.t;
ALTER PUBLICATION supabase_realtime ADD TABLE ONLY app.u (id);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE ONLY app.a ALTER COLUMN x SET STATISTICS 50;
COMMIT;

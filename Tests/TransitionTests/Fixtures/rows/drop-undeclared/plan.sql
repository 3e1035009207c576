SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DELETE FROM ONLY app.plans WHERE code = 'old';
COMMIT;

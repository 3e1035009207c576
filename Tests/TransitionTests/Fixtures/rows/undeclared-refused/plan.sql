SET check_function_bodies = off;
SET search_path = public;

BEGIN;
SELECT FROM app.plans WHERE false;
COMMIT;

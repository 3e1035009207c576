SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER CONVERSION app.latin RENAME TO western;
COMMIT;

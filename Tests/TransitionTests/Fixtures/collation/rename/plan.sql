SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER COLLATION app.c RENAME TO bytes;
COMMIT;

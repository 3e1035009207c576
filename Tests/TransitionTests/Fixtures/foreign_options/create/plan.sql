SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FOREIGN TABLE app.t ALTER COLUMN id OPTIONS (ADD column_name 'ID', ADD x 'y');
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FOREIGN TABLE app.t ALTER COLUMN id OPTIONS (DROP x, SET column_name 'Id', ADD z 'y');
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER FOREIGN TABLE app.t ALTER COLUMN id OPTIONS (DROP column_name, DROP x);
COMMIT;

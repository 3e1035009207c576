SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SERVER s OPTIONS (SET fetch_size '200');
ALTER FOREIGN TABLE app.members OPTIONS (SET tab 'guests');
COMMIT;

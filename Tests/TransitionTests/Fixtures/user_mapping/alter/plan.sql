SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER USER MAPPING FOR ann SERVER s OPTIONS (DROP x, SET password '${env:SECRET}', SET "user" 'other');
COMMIT;

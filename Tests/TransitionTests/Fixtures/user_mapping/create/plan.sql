SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE USER MAPPING FOR ann SERVER s OPTIONS (password '${env:SECRET}', "user" 'remote');
CREATE USER MAPPING FOR PUBLIC SERVER s;
COMMIT;

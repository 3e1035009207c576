SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP FOREIGN TABLE app.t;
DROP USER MAPPING FOR ann SERVER s;
DROP SERVER s;
CREATE SERVER s FOREIGN DATA WRAPPER x;
CREATE USER MAPPING FOR ann SERVER s OPTIONS (password '${env:SECRET}', "user" 'ann');
CREATE FOREIGN TABLE app.t (
  a integer
) SERVER s;
GRANT SELECT ON TABLE app.t TO ann;
COMMIT;

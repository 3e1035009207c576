SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE ALL ON FOREIGN SERVER s FROM ann;
ALTER SERVER s VERSION '2.0' OPTIONS (DROP port, ADD dbname 'x', SET host 'b', SET password '${env:SECRET}');
COMMIT;

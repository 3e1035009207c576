SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE SERVER s TYPE 'big' VERSION '1.0' FOREIGN DATA WRAPPER w OPTIONS (host 'a', password '${env:SECRET}');
GRANT ALL ON FOREIGN SERVER s TO ann;
COMMENT ON SERVER s IS 'Far away.';
COMMIT;

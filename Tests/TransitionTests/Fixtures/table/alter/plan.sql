SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t SET UNLOGGED;
ALTER TABLE app.t SET (fillfactor = '70');
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE EXTENSION citext WITH SCHEMA app;
COMMIT;

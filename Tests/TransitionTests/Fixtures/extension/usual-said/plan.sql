SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER EXTENSION citext SET SCHEMA public;
CREATE EXTENSION hstore WITH SCHEMA public VERSION '1.8';
COMMIT;

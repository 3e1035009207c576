SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE DOMAIN app.short AS character varying(20) NOT NULL;
COMMIT;

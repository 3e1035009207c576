SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app.d DROP CONSTRAINT d_ok;
ALTER DOMAIN app.d ADD CONSTRAINT d_ok CHECK ((VALUE > 9));
COMMIT;

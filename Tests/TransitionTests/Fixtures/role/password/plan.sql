SET check_function_bodies = off;
SET search_path = public;

BEGIN;
-- Left to plumb apply, which knows the secret: ALTER ROLE clerk PASSWORD '${env:SECRET}'
ALTER ROLE closed PASSWORD NULL;
CREATE ROLE newcomer WITH LOGIN;
-- Left to plumb apply, which knows the secret: ALTER ROLE newcomer PASSWORD '${env:SECRET}'
COMMIT;

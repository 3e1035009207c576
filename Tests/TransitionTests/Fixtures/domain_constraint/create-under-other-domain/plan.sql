SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER DOMAIN app."inner" ADD CONSTRAINT filled CHECK ((VALUE <> ''::text));
COMMIT;

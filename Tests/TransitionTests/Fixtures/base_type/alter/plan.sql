SET check_function_bodies = off;
SET search_path = public;

BEGIN;
REVOKE ALL ON TYPE app.word FROM PUBLIC;
ALTER TYPE app.word OWNER TO ann;
GRANT ALL ON TYPE app.word TO bob;
COMMENT ON TYPE app.word IS 'a word';
COMMIT;

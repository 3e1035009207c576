SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE DEFAULT CONVERSION app.latin
  FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
ALTER CONVERSION app.latin OWNER TO owning;
COMMENT ON CONVERSION app.latin IS 'old files';
COMMIT;

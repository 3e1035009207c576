SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP CONVERSION app.latin;
CREATE CONVERSION app.latin
  FOR 'LATIN5' TO 'UTF8' FROM iso8859_to_utf8;
COMMIT;

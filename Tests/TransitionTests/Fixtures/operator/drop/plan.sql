SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP POLICY p ON app.t;
ALTER TABLE app.t DISABLE ROW LEVEL SECURITY;
DROP INDEX app.t_agree;
ALTER TABLE app.t DROP CONSTRAINT agree;
DROP OPERATOR app.~~~ (NONE, integer);
DROP OPERATOR app.!== (text, integer);
DROP OPERATOR app.!== (integer, text);
COMMIT;

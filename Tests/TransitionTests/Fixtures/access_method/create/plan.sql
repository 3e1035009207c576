SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE ACCESS METHOD own TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD own IS 'ours';
CREATE ACCESS METHOD trees TYPE INDEX HANDLER hashhandler;
CREATE OPERATOR FAMILY app.int_ops USING trees;
CREATE OPERATOR CLASS app.int_ops DEFAULT
  FOR TYPE integer USING trees AS
  OPERATOR 1 =,
  FUNCTION 1 (integer, integer) hashint4(integer);
CREATE TABLE app.t (
  n integer
) USING own;
CREATE INDEX t_n ON app.t USING trees (n);
COMMIT;

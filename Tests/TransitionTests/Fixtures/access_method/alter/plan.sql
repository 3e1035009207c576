SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP ACCESS METHOD trees;
CREATE ACCESS METHOD trees TYPE INDEX HANDLER ginhandler;
CREATE TABLE app.t (
  n integer
);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_n;
DROP ACCESS METHOD trees;
ALTER TABLE app.t SET ACCESS METHOD heap;
DROP ACCESS METHOD own;
COMMIT;

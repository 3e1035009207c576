SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER SEQUENCE app.other RENAME TO t_id_seq;
CREATE TABLE app.other (
  x integer
);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE EXTENSION btree_gist WITH SCHEMA app;
CREATE TABLE app.t (
  room integer,
  during tsrange,
  CONSTRAINT t_free EXCLUDE USING gist (room WITH =, during WITH &&)
);
COMMIT;

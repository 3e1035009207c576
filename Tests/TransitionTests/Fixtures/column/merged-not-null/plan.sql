SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.fresh (
  a integer NOT NULL,
  b integer
) INHERITS (app.parent);
COMMIT;

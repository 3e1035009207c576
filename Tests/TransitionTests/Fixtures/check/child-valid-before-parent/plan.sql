SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE TABLE app.p (
  id bigint
);
CREATE TABLE app.c (
  CONSTRAINT positive CHECK ((id > 0))
) INHERITS (app.p);
ALTER TABLE app.p ADD CONSTRAINT positive CHECK ((id > 0)) NOT VALID;
COMMIT;

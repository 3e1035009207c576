SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t RENAME CONSTRAINT one TO one__plumb_aside;
ALTER TABLE app.u RENAME CONSTRAINT two TO one;
ALTER TABLE app.t RENAME CONSTRAINT one__plumb_aside TO two;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN c DROP DEFAULT;
ALTER DOMAIN app.d RENAME TO d__plumb_old;
CREATE DOMAIN app.d AS bigint;
ALTER DOMAIN app.d ADD CONSTRAINT d_ok CHECK ((VALUE > 0));
ALTER TABLE app.t ALTER COLUMN c TYPE app.d USING c::bigint::app.d;
DROP DOMAIN app.d__plumb_old;
ALTER TABLE app.t ALTER COLUMN c SET DEFAULT 1;
COMMIT;

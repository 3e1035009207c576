SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t DROP COLUMN b;
ALTER TABLE app.t ALTER COLUMN a TYPE app.positive USING a::integer::app.positive;
ALTER TABLE app.t ADD COLUMN b app.small;
ALTER TABLE app.t ALTER COLUMN c TYPE bigint USING c::bigint;
ALTER TABLE app.t ALTER COLUMN d TYPE app.small USING d::smallint::app.small;
COMMIT;

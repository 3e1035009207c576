SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN a TYPE integer USING a::integer;
ALTER TABLE app.t ALTER COLUMN b TYPE numeric USING b::numeric;
ALTER TABLE app.t ALTER COLUMN c TYPE boolean USING c::boolean;
ALTER TABLE app.t ALTER COLUMN d TYPE smallint USING d::smallint;
COMMIT;

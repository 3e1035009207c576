SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN a TYPE integer USING a::integer;
ALTER TABLE app.t ALTER COLUMN b TYPE smallint USING b::smallint;
ALTER TABLE app.t ALTER COLUMN c TYPE boolean USING c::boolean;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.c RENAME TO c__plumb_old;
CREATE TYPE app.c AS (a bigint, b text);
ALTER TABLE app.t ALTER COLUMN v TYPE app.c USING CASE WHEN v IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((v).a::bigint, (v).b::text)::app.c END;
DROP TYPE app.c__plumb_old;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.c RENAME ATTRIBUTE b TO b2;
ALTER TYPE app.c RENAME ATTRIBUTE a TO a2;
ALTER TYPE app.c RENAME TO c__plumb_old;
CREATE TYPE app.c AS (b2 text, e date, a2 bigint);
ALTER TABLE app.t ALTER COLUMN v TYPE app.c USING CASE WHEN v IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW((v).b2::text, NULL, (v).a2::bigint)::app.c END;
DROP TYPE app.c__plumb_old;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TYPE app.span;
CREATE TYPE app.span AS RANGE (SUBTYPE = bigint, MULTIRANGE_TYPE_NAME = app.spans);
COMMIT;

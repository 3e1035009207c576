SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE TRANSFORM FOR app.mood LANGUAGE plpgsql (FROM SQL WITH FUNCTION app.from_sql(internal));
COMMIT;

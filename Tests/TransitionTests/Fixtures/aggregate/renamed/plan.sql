SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER AGGREGATE app.total(integer) RENAME TO sum_of;
CREATE OR REPLACE FUNCTION app.sum_up()
 RETURNS bigint
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT app.sum_of(t.n) AS sum_of
    FROM app.t;
END;
COMMIT;

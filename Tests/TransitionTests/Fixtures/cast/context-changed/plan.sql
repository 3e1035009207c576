SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP CAST (integer AS app.money);
CREATE CAST (integer AS app.money) WITH FUNCTION app.to_money(integer) AS IMPLICIT;
COMMIT;

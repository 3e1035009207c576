SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP MATERIALIZED VIEW app.mv;
DROP VIEW app.v;
ALTER TABLE app.u ALTER COLUMN m DROP DEFAULT;
DROP INDEX app.t_money;
ALTER TABLE app.t DROP CONSTRAINT filled;
DROP CAST (integer AS app.money);
DROP CAST (app.money AS text);
COMMIT;

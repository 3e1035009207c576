SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP MATERIALIZED VIEW app.mv;
DROP VIEW app.v;
ALTER TABLE app.u ALTER COLUMN m DROP DEFAULT;
DROP INDEX app.t_money;
ALTER TABLE app.t DROP CONSTRAINT filled;
DROP CAST (integer AS app.money);
CREATE CAST (integer AS app.money) WITH FUNCTION app.cents_money(integer) AS ASSIGNMENT;
ALTER TABLE app.u ALTER COLUMN m SET DEFAULT 3;
CREATE VIEW app.v AS
SELECT (t.n)::app.money AS m
   FROM app.t;
ALTER TABLE app.t ADD CONSTRAINT filled CHECK (((n)::app.money IS NOT NULL));
CREATE INDEX t_money ON app.t (((n)::app.money));
CREATE MATERIALIZED VIEW app.mv AS
SELECT (t.n)::app.money AS m
   FROM app.t;
COMMIT;

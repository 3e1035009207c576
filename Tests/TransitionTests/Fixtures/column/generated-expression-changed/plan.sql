SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
ALTER TABLE app.t DROP COLUMN d;
ALTER TABLE app.t ADD COLUMN d integer GENERATED ALWAYS AS ((n * 3)) STORED;
CREATE VIEW app.v AS
SELECT t.d
   FROM app.t;
COMMIT;

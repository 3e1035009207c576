SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP RULE a ON app.t;
DROP RULE b ON app.log;
ALTER TABLE app.log ALTER COLUMN id TYPE numeric USING id::numeric;
ALTER TABLE app.t ADD COLUMN flag boolean;
CREATE RULE b AS
  ON DELETE TO app.log
  WHERE (old.id > (0)::numeric)
  DO ALSO UPDATE app.t SET flag = true
  WHERE ((t.id)::numeric = old.id);
ALTER TABLE app.t ALTER COLUMN n TYPE bigint USING n::bigint;
CREATE RULE a AS
  ON UPDATE TO app.t
  DO ALSO INSERT INTO app.log (id, s)
  VALUES (old.id, (old.n)::text);
ALTER TABLE app.t ENABLE ALWAYS RULE a;
CREATE OR REPLACE RULE c AS
  ON INSERT TO app.t
  WHERE new.flag
  DO INSTEAD NOTHING;
ALTER TABLE app.t DROP COLUMN s;
COMMENT ON RULE a ON app.t IS 'Dropped and made anew.';
CREATE VIEW app.v AS
SELECT t.id,
    t.n
   FROM app.t;
CREATE RULE d AS
  ON INSERT TO app.v
  DO INSTEAD DELETE FROM app.t
  WHERE (t.n = new.n);
COMMIT;

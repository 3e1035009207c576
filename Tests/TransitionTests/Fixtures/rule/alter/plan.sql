SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE OR REPLACE RULE keep AS
  ON UPDATE TO app.t
  WHERE (old.id = 1)
  DO INSTEAD NOTHING;
CREATE OR REPLACE RULE record AS
  ON UPDATE TO app.t
  DO ALSO INSERT INTO app.log (id, s)
  VALUES (old.id, old.s);
ALTER TABLE app.t ENABLE REPLICA RULE state;
COMMIT;

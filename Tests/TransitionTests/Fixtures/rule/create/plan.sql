SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE RULE keep AS
  ON DELETE TO app.t
  WHERE (old.n > 10)
  DO INSTEAD NOTHING;
CREATE RULE record AS
  ON UPDATE TO app.t
  WHERE (new.s <> ' DO ('';'::text)
  DO ALSO (
INSERT INTO app.log (id, s)
  VALUES (old.id, ('a;'::text || old.s));
DELETE FROM app.log
  WHERE (log.id = new.id));
CREATE RULE tell AS
  ON UPDATE TO app.t
  DO ALSO NOTIFY app_t, 'x';
COMMENT ON RULE keep ON app.t IS 'It says "DO".';
CREATE RULE through AS
  ON INSERT TO app.v
  DO INSTEAD INSERT INTO app.t (id, n)
  VALUES (new.id, new.n)
  RETURNING t.id,
    t.n;
COMMIT;

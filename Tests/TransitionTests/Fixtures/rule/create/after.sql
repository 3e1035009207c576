CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);
CREATE TABLE app.log (id bigint, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;
CREATE RULE keep AS ON DELETE TO app.t WHERE old.n > 10 DO INSTEAD NOTHING;
COMMENT ON RULE keep ON app.t IS 'It says "DO".';
CREATE RULE record AS ON UPDATE TO app.t WHERE new.s <> ' DO ('';' DO ALSO (
  INSERT INTO app.log VALUES (old.id, 'a;' || old.s); DELETE FROM app.log WHERE log.id = new.id);
CREATE RULE tell AS ON UPDATE TO app.t DO ALSO NOTIFY app_t, 'x';
CREATE RULE through AS ON INSERT TO app.v
  DO INSTEAD INSERT INTO app.t (id, n) VALUES (new.id, new.n) RETURNING t.id, t.n;

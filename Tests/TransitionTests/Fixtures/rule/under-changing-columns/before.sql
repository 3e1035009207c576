CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);
CREATE TABLE app.log (id bigint, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;
CREATE RULE a AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id, old.n::text);
ALTER TABLE app.t ENABLE ALWAYS RULE a;
COMMENT ON RULE a ON app.t IS 'Dropped and made anew.';
CREATE RULE b AS ON DELETE TO app.log WHERE old.id > 0
  DO ALSO UPDATE app.t SET s = old.s WHERE t.id = old.id;
CREATE RULE c AS ON INSERT TO app.t WHERE new.s = 'x' DO INSTEAD NOTHING;
CREATE RULE d AS ON INSERT TO app.v DO INSTEAD DELETE FROM app.t WHERE t.n = new.n;

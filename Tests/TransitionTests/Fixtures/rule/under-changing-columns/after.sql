CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n bigint, flag boolean);
CREATE TABLE app.log (id numeric, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;
CREATE RULE a AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id, old.n::text);
ALTER TABLE app.t ENABLE ALWAYS RULE a;
COMMENT ON RULE a ON app.t IS 'Dropped and made anew.';
CREATE RULE b AS ON DELETE TO app.log WHERE old.id > 0
  DO ALSO UPDATE app.t SET flag = true WHERE t.id = old.id;
CREATE RULE c AS ON INSERT TO app.t WHERE new.flag DO INSTEAD NOTHING;
CREATE RULE d AS ON INSERT TO app.v DO INSTEAD DELETE FROM app.t WHERE t.n = new.n;

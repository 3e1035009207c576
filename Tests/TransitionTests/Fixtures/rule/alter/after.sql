CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);
CREATE TABLE app.log (id bigint, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;
CREATE RULE keep AS ON UPDATE TO app.t WHERE old.id = 1 DO INSTEAD NOTHING;
CREATE RULE record AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id, old.s);
COMMENT ON RULE record ON app.t IS 'Stays.';
CREATE RULE state AS ON INSERT TO app.t DO ALSO NOTIFY app_t;
ALTER TABLE app.t ENABLE REPLICA RULE state;

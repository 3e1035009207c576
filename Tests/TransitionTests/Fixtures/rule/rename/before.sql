CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);
CREATE TABLE app.log (id bigint, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;
CREATE RULE one AS ON DELETE TO app.t DO INSTEAD NOTHING;
CREATE RULE two AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id);
COMMENT ON RULE two ON app.t IS 'Stays.';

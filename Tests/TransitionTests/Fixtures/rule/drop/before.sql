CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer, s text);
CREATE TABLE app.log (id bigint, s text);
CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t;
CREATE RULE keep AS ON DELETE TO app.t DO INSTEAD NOTHING;
CREATE RULE record AS ON UPDATE TO app.t DO ALSO INSERT INTO app.log VALUES (old.id);

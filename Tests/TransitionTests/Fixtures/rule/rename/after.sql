CREATE SCHEMA app;
CREATE TABLE app.t (key bigint, n integer, s text);
CREATE TABLE app.history (id bigint, s text);
CREATE VIEW app.v AS SELECT t.key AS id, t.n FROM app.t;
CREATE RULE first AS ON DELETE TO app.t DO INSTEAD NOTHING;
CREATE RULE second AS ON UPDATE TO app.t DO ALSO INSERT INTO app.history VALUES (old.key);
COMMENT ON RULE second ON app.t IS 'Stays.';

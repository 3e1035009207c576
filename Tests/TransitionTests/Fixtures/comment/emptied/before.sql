CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
COMMENT ON TABLE app.t IS 'What it was.';
CREATE VIEW app.v AS SELECT t.id FROM app.t;

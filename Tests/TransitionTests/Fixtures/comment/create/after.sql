CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);COMMENT ON TABLE app.t IS 'it''s a table'; COMMENT ON COLUMN app.t.id IS 'a \ b';

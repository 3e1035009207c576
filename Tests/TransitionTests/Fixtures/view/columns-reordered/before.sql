CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE VIEW app.v AS SELECT t.id, t.n FROM app.t; CREATE VIEW app.w WITH (security_barrier=true) AS SELECT v.id FROM app.v; GRANT SELECT ON app.w TO ann; COMMENT ON COLUMN app.w.id IS 'key'; ALTER VIEW app.w OWNER TO owning;

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
CREATE MATERIALIZED VIEW app.m WITH (fillfactor=80) AS SELECT t.id, t.s FROM app.t; CREATE UNIQUE INDEX m_id ON app.m (id);

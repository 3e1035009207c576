CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);
CREATE MATERIALIZED VIEW app.m AS SELECT t.id, t.n FROM app.t; CREATE UNIQUE INDEX m_id ON app.m (id);

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer DEFAULT 1, s text);
CREATE VIEW app.v AS SELECT t.n FROM app.t;

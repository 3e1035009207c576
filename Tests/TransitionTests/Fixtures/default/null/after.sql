CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text DEFAULT NULL::text);
CREATE VIEW app.v AS SELECT t.n FROM app.t;

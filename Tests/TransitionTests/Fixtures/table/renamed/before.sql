CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ADD PRIMARY KEY (id); CREATE VIEW app.v AS SELECT t.id FROM app.t; GRANT SELECT ON app.t TO ann;

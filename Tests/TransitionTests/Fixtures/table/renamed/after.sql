CREATE SCHEMA app;
CREATE TABLE app.tasks (id bigint NOT NULL, n integer, s text);ALTER TABLE app.tasks ADD PRIMARY KEY (id); CREATE VIEW app.v AS SELECT tasks.id FROM app.tasks; GRANT SELECT ON app.tasks TO ann;

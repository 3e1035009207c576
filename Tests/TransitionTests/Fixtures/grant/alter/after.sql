CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);GRANT SELECT ON app.t TO ann WITH GRANT OPTION; GRANT UPDATE (id) ON app.t TO bob; GRANT SELECT ON app.t TO PUBLIC;

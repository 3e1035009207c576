CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);GRANT SELECT, INSERT ON app.t TO ann; GRANT SELECT (id) ON app.t TO bob;

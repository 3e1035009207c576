CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer);
ALTER TABLE app.t OWNER TO owning;
GRANT SELECT ON app.t TO ann;

CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer);
ALTER TABLE app.t OWNER TO bob;
GRANT SELECT ON app.t TO owning;
GRANT INSERT ON app.t TO ann;

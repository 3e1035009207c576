CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, n integer);
ALTER TABLE app.t OWNER TO ann;
REVOKE ALL ON app.t FROM ann;
GRANT SELECT ON app.t TO ann;
GRANT DELETE ON app.t TO owning;

CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c integer, s text);
CREATE STATISTICS app.x ON a, b FROM app.t;
ALTER STATISTICS app.x SET STATISTICS 7;
COMMENT ON STATISTICS app.x IS 'Stays.';
CREATE STATISTICS app.z ON a, c FROM app.t;
CREATE SCHEMA more;

CREATE SCHEMA app;
CREATE TABLE app.t (key integer, b integer, c integer, s text);
CREATE STATISTICS app.y ON key, b FROM app.t;
ALTER STATISTICS app.y SET STATISTICS 7;
COMMENT ON STATISTICS app.y IS 'Stays.';
CREATE SCHEMA more;
CREATE STATISTICS more.w ON key, c FROM app.t;

CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c integer, s text);
CREATE STATISTICS app.x ON a, b FROM app.t;
ALTER STATISTICS app.x SET STATISTICS 7;
ALTER STATISTICS app.x OWNER TO ann;
COMMENT ON STATISTICS app.x IS 'Its column is retyped.';
CREATE STATISTICS app.y ON b, c, (b + c) FROM app.t;
CREATE STATISTICS app.z ON a, lower(s) FROM app.t;

CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c integer, s text);
CREATE STATISTICS app.x ON a, b FROM app.t;
ALTER STATISTICS app.x OWNER TO ann;
ALTER STATISTICS app.x SET STATISTICS 100;
CREATE STATISTICS app.y (mcv) ON a, c FROM app.t;
COMMENT ON STATISTICS app.y IS 'New.';

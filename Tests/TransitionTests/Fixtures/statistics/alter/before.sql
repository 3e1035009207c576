CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c integer, s text);
CREATE STATISTICS app.x ON a, b FROM app.t;
ALTER STATISTICS app.x OWNER TO bob;
CREATE STATISTICS app.y ON a, b, c FROM app.t;
ALTER STATISTICS app.y SET STATISTICS 7;

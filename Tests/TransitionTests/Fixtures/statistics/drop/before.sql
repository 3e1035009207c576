CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b integer, c integer, s text);
CREATE STATISTICS app.x ON a, b FROM app.t;

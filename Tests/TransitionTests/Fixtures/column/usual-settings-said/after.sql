CREATE SCHEMA app;
CREATE TABLE app.t (n integer, s text, x text);

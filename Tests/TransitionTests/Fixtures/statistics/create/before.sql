CREATE SCHEMA app;
CREATE SCHEMA more;
CREATE TABLE app.t (a integer, b integer, c integer, s text);

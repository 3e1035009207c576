CREATE SCHEMA app;
CREATE TABLE app.p (a text, b integer);

CREATE SCHEMA app;
CREATE TABLE app.t (id int4range NOT NULL, during daterange NOT NULL);
CREATE TABLE app.r (t int4range, during daterange);

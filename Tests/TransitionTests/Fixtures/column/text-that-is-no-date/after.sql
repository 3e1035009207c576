CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, d date, n varchar(20)[]);

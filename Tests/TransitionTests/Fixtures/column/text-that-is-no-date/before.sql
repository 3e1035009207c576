CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, d text, n varchar(20)[]);

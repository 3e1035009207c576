CREATE SCHEMA app;
CREATE TABLE app.t (id int4range NOT NULL, during daterange NOT NULL, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE app.r (t int4range, during daterange, CONSTRAINT r_apart UNIQUE (t, during WITHOUT OVERLAPS), FOREIGN KEY (t, PERIOD during) REFERENCES app.t (id, PERIOD during));

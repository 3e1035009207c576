CREATE SCHEMA app;
CREATE TABLE app.pp (id integer) PARTITION BY LIST (id);
CREATE TABLE app.p1 PARTITION OF app.pp FOR VALUES IN (1);
CREATE TABLE app.c (id integer);
CREATE PUBLICATION feed FOR TABLE app.pp, app.c WHERE (id = 2);

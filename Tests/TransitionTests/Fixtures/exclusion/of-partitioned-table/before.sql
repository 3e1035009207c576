CREATE SCHEMA app;
CREATE TABLE app.p (k integer, room int4range, day date) PARTITION BY LIST (k);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES IN (1);

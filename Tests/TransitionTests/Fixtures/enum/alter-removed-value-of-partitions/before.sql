CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('a', 'b', 'c');
CREATE TABLE app.p (k integer, x app.e) PARTITION BY RANGE (k);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (0) TO (10);
CREATE INDEX p1_x ON app.p1 (x);

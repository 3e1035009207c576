CREATE SCHEMA app;
CREATE TABLE app.p (k integer, x text DEFAULT 'a', y text, z text) PARTITION BY RANGE (k);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (0) TO (5);

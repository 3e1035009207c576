CREATE SCHEMA app;
CREATE DOMAIN app.inner AS text CONSTRAINT filled CHECK (VALUE <> '');
CREATE DOMAIN app.outer AS app.inner;
CREATE TABLE app.t (c app.outer);
CREATE TABLE app.p (k integer, c app.inner) PARTITION BY LIST (k);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES IN (1);

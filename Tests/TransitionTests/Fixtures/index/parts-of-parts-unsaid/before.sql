CREATE SCHEMA app;
CREATE TABLE app.p (id integer, k integer) PARTITION BY RANGE (id);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (1) TO (9) PARTITION BY LIST (k);
CREATE TABLE app.p1a PARTITION OF app.p1 FOR VALUES IN (1);
CREATE INDEX px ON app.p (id);
ALTER INDEX app.p1_id_idx RENAME TO mine;
ALTER INDEX app.p1a_id_idx RENAME TO mine_a;
COMMENT ON INDEX app.mine_a IS 'c';
ALTER INDEX app.mine_a SET (fillfactor = 40);

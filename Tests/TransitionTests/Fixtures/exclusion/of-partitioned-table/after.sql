CREATE SCHEMA app;
CREATE TABLE app.p (k integer, room int4range, day date) PARTITION BY LIST (k);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES IN (1);
ALTER TABLE app.p ADD CONSTRAINT p_apart EXCLUDE USING btree (k WITH =, day WITH =);
ALTER INDEX app.q_k_day_excl RENAME TO q_apart;

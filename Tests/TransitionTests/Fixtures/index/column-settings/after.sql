CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b text, c tsvector);
CREATE INDEX t_e ON app.t ((a + 1), lower(b)); ALTER INDEX app.t_e ALTER COLUMN 2 SET STATISTICS 200;
CREATE INDEX t_c ON app.t USING gist (c tsvector_ops (siglen = 200));
ALTER TABLE app.t ALTER COLUMN a SET (n_distinct = 6);
ALTER TABLE app.t ALTER COLUMN b SET STATISTICS 50;

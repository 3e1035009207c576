CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b text, c tsvector);
CREATE INDEX t_e ON app.t ((a + 1), lower(b)); ALTER INDEX app.t_e ALTER COLUMN 1 SET STATISTICS 100;
CREATE INDEX t_c ON app.t USING gist (c tsvector_ops (siglen = 100));
ALTER TABLE app.t ALTER COLUMN a SET (n_distinct = 5, n_distinct_inherited = -0.5);

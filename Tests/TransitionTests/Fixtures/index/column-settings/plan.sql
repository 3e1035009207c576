SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_c;
ALTER TABLE app.t ALTER COLUMN a SET (n_distinct = '6');
ALTER TABLE app.t ALTER COLUMN a RESET (n_distinct_inherited);
ALTER TABLE app.t ALTER COLUMN b SET STATISTICS 50;
CREATE INDEX t_c ON app.t USING gist (c tsvector_ops (siglen = '200'));
ALTER INDEX app.t_e ALTER COLUMN 1 SET STATISTICS -1;
ALTER INDEX app.t_e ALTER COLUMN 2 SET STATISTICS 200;
COMMIT;

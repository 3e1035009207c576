CREATE TABLE t (id bigint);
COMMENT ON SCHEMA public IS 'ours';

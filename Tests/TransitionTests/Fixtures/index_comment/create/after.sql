CREATE SCHEMA app;
CREATE TABLE app.t (
  id bigint PRIMARY KEY,
  n integer UNIQUE,
  span int4range,
  EXCLUDE USING gist (span WITH &&)
);
COMMENT ON INDEX app.t_pkey IS 'by number';
COMMENT ON INDEX app.t_n_key IS 'by n';
COMMENT ON CONSTRAINT t_n_key ON app.t IS 'one n';
COMMENT ON INDEX app.t_span_excl IS 'apart';

CREATE SCHEMA app;
CREATE TABLE app.t (
  id bigint PRIMARY KEY,
  n integer UNIQUE,
  span int4range,
  EXCLUDE USING gist (span WITH &&)
);
COMMENT ON INDEX app.t_pkey IS 'by number';

CREATE SCHEMA app;
CREATE TABLE app.t (
  id bigint PRIMARY KEY,
  n integer UNIQUE,
  span int4range,
  EXCLUDE USING gist (span WITH &&)
);

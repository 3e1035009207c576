SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.p;
CREATE TABLE app.p (
  id integer,
  day date NOT NULL
) PARTITION BY RANGE (day);
CREATE TABLE app.q PARTITION OF app.p
FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
PARTITION BY HASH (abs(id));
CREATE TABLE app.r PARTITION OF app.q FOR VALUES WITH (modulus 1, remainder 0);
COMMIT;

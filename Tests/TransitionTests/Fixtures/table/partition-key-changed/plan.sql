SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TABLE app.p;
CREATE TABLE app.p (
  id bigint,
  day date,
  CONSTRAINT p_pkey PRIMARY KEY (id, day)
) PARTITION BY LIST (day);
CREATE INDEX p_day ON app.p (day);
CREATE TABLE app.q PARTITION OF app.p FOR VALUES IN ('2026-05-05');
COMMIT;

CREATE SCHEMA app;
CREATE COLLATION app.c (LOCALE = 'C');
ALTER COLLATION app.c OWNER TO bob;
COMMENT ON COLLATION app.c IS 'Stays.';
CREATE TABLE app.t (a text COLLATE app.c NOT NULL, b varchar(20) COLLATE app.c DEFAULT 'x', n integer,
  g text COLLATE app.c GENERATED ALWAYS AS (lower(a)) STORED,
  CONSTRAINT t_pkey PRIMARY KEY (a), CONSTRAINT b_long CHECK (b > 'a' COLLATE app.c));
CREATE TABLE app.r (a text COLLATE app.c CONSTRAINT r_a_fkey REFERENCES app.t (a));
CREATE INDEX t_b ON app.t (b);
CREATE INDEX t_n ON app.t (n);
CREATE VIEW app.v AS SELECT t.a, t.n FROM app.t WHERE t.b < 'q';
CREATE TABLE app.p (k integer, x text COLLATE app.c) PARTITION BY RANGE (k);
CREATE TABLE app.p1 PARTITION OF app.p FOR VALUES FROM (0) TO (10);
CREATE INDEX p_x ON app.p (x);

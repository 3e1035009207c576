CREATE SCHEMA app;
CREATE TABLE app.old (s varchar CONSTRAINT old_s_check CHECK (s IN ('a', 'b')));
CREATE TABLE app.t (
  s varchar
  CONSTRAINT t_s_check
    CHECK (((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))
);

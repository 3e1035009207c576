SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP INDEX app.t_b;
ALTER TABLE app.t DROP CONSTRAINT b_long;
ALTER TABLE app.t ALTER COLUMN b DROP DEFAULT;
ALTER TABLE app.t DROP COLUMN g;
ALTER TABLE app.r DROP CONSTRAINT r_a_fkey;
ALTER TABLE app.t DROP CONSTRAINT t_pkey;
DROP INDEX app.p_x;
ALTER COLLATION app.c RENAME TO c__plumb_old;
CREATE COLLATION app.c (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
ALTER TABLE app.p ALTER COLUMN x TYPE text COLLATE app.c;
ALTER TABLE app.r ALTER COLUMN a TYPE text COLLATE app.c;
ALTER TABLE app.t ALTER COLUMN a TYPE text COLLATE app.c;
ALTER TABLE app.t ALTER COLUMN b TYPE character varying(20) COLLATE app.c;
DROP COLLATION app.c__plumb_old;
ALTER COLLATION app.c OWNER TO bob;
COMMENT ON COLLATION app.c IS 'Stays.';
CREATE INDEX p_x ON app.p (x);
ALTER TABLE app.t ADD COLUMN g text COLLATE app.c GENERATED ALWAYS AS (lower(a)) STORED;
ALTER TABLE app.t ALTER COLUMN b SET DEFAULT 'x'::character varying;
ALTER TABLE app.t ADD CONSTRAINT t_pkey PRIMARY KEY (a);
ALTER TABLE app.r ADD CONSTRAINT r_a_fkey FOREIGN KEY (a) REFERENCES app.t(a);
ALTER TABLE app.t ADD CONSTRAINT b_long CHECK (((b)::text > ('a'::text COLLATE app.c)));
CREATE INDEX t_b ON app.t (b);
CREATE VIEW app.v AS
SELECT t.a,
    t.n
   FROM app.t
  WHERE ((t.b)::text < 'q'::text);
COMMIT;

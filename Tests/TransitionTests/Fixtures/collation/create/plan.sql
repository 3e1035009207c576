SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE COLLATION app.c (PROVIDER = libc, LOCALE = 'C');
ALTER COLLATION app.c OWNER TO ann;
COMMENT ON COLLATION app.c IS 'By bytes.';
CREATE COLLATION app.mixed (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
CREATE COLLATION app.posix FROM "POSIX";
CREATE COLLATION app.same (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
CREATE DOMAIN app.d AS text COLLATE app.c;
CREATE TABLE app.t (
  a text COLLATE app.c,
  b text COLLATE app.mixed
);
CREATE INDEX t_a ON app.t (a COLLATE app.mixed);
COMMIT;

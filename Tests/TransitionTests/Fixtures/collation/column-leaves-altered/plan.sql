SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP INDEX app.t_a;
ALTER COLLATION app.c RENAME TO c__plumb_old;
CREATE COLLATION app.c (PROVIDER = libc, LOCALE = 'POSIX');
ALTER TABLE app.t ALTER COLUMN a TYPE text COLLATE app.c;
ALTER TABLE app.t ALTER COLUMN b TYPE text COLLATE pg_catalog."default";
DROP COLLATION app.c__plumb_old;
ALTER TABLE app.t ALTER COLUMN b TYPE character varying(10);
ALTER TABLE app.t ALTER COLUMN c TYPE text COLLATE app.c;
CREATE INDEX t_a ON app.t (a);
COMMIT;

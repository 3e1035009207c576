SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.v;
DROP COLLATION app.c;
CREATE COLLATION app.c (PROVIDER = libc, LOCALE = 'POSIX');
CREATE VIEW app.v AS
SELECT ('x'::text COLLATE app.c) AS x;
COMMIT;

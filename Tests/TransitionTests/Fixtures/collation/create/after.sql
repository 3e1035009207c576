CREATE SCHEMA app;
CREATE COLLATION app.c (LOCALE = 'C');
COMMENT ON COLLATION app.c IS 'By bytes.';
ALTER COLLATION app.c OWNER TO ann;
CREATE COLLATION app.mixed (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
CREATE TABLE app.t (a text COLLATE app.c, b text COLLATE app.mixed);
CREATE INDEX t_a ON app.t (a COLLATE app.mixed);
CREATE DOMAIN app.d AS text COLLATE app.c;

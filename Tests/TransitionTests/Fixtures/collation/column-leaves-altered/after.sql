CREATE SCHEMA app;
CREATE COLLATION app.c (LOCALE = 'POSIX');
CREATE TABLE app.t (a text COLLATE app.c, b varchar(10), c text COLLATE app.c);
CREATE INDEX t_a ON app.t (a);

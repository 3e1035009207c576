CREATE SCHEMA app;
CREATE COLLATION app.c (LOCALE = 'C');
CREATE TABLE app.t (a text COLLATE app.c);
CREATE INDEX t_a ON app.t (a);

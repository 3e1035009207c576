CREATE SCHEMA app;
CREATE COLLATION app.c (LOCALE = 'C');
CREATE TABLE app.t (a text COLLATE app.c, b text COLLATE app.c, c text);
CREATE INDEX t_a ON app.t (a);

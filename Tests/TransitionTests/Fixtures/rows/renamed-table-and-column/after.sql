CREATE SCHEMA app;
CREATE TABLE app.grades (key text PRIMARY KEY, label text);
ALTER INDEX app.grades_pkey RENAME TO levels_pkey;

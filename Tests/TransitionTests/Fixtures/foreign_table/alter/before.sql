CREATE SCHEMA app;
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE app.t (id integer, qty integer NOT NULL, note text DEFAULT 'x', old text) SERVER s OPTIONS (table_name 'a', x 'y');
CREATE VIEW app.v AS SELECT id, note FROM app.t;

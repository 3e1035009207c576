CREATE SCHEMA app;
CREATE EXTENSION hstore WITH SCHEMA app;
CREATE TABLE app.t (id integer, h app.hstore);

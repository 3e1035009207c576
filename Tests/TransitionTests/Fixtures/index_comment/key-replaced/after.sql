CREATE SCHEMA app;
CREATE TABLE app.t (id integer, part integer NOT NULL, PRIMARY KEY (id, part));
COMMENT ON INDEX app.t_pkey IS 'by number';

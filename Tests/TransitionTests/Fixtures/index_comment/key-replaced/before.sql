CREATE SCHEMA app;
CREATE TABLE app.t (id integer, part integer NOT NULL, PRIMARY KEY (id));
COMMENT ON INDEX app.t_pkey IS 'by number';

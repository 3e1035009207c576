CREATE SCHEMA app;
CREATE EXTENSION btree_gist SCHEMA app; SET search_path = app; CREATE TABLE app.t (room integer, during tsrange, CONSTRAINT t_free EXCLUDE USING gist (room WITH =, during WITH &&));

CREATE SCHEMA app;
CREATE EXTENSION btree_gist WITH SCHEMA app;
CREATE TABLE app.t (room integer, during tsrange, place circle);

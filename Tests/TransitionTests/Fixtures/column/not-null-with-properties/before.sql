CREATE SCHEMA app;
CREATE TABLE app.t (a integer NOT NULL, b integer, c integer CONSTRAINT c_there NOT NULL, d integer, e integer CONSTRAINT e_there NOT NULL NO INHERIT);
ALTER TABLE app.t ADD CONSTRAINT d_there NOT NULL d NOT VALID;

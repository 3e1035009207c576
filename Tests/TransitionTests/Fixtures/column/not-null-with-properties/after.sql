CREATE SCHEMA app;
CREATE TABLE app.t (a integer CONSTRAINT a_there NOT NULL, b integer, c integer NOT NULL, d integer CONSTRAINT d_there NOT NULL, e integer CONSTRAINT e_there NOT NULL);
ALTER TABLE app.t ADD CONSTRAINT b_there NOT NULL b NOT VALID;

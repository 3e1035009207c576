CREATE SCHEMA app;
CREATE TABLE app.t (during tsrange, room int4range);
ALTER TABLE app.t ADD CONSTRAINT t_during EXCLUDE USING gist (during WITH &&);

CREATE SCHEMA app;
CREATE TABLE app.t (id serial NOT NULL, s text); GRANT USAGE ON SEQUENCE app.t_id_seq TO ann;

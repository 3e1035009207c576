CREATE SCHEMA app;
CREATE TABLE app.t (id serial, s text);

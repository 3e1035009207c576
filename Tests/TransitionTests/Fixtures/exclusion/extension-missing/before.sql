CREATE SCHEMA app;
CREATE TABLE app.t (room integer, during tsrange);

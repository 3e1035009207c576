CREATE SCHEMA app;
CREATE TABLE app.t (a text);
CREATE INDEX t_a ON app.t (a);

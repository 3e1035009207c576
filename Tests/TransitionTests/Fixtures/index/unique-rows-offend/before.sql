CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, name text, place text);

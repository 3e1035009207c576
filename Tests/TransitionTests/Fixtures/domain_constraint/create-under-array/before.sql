CREATE SCHEMA app;
CREATE DOMAIN app.d AS integer;
CREATE TABLE app.t (a app.d[]);

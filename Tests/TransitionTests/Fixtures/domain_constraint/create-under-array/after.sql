CREATE SCHEMA app;
CREATE DOMAIN app.d AS integer CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE app.t (a app.d[]);

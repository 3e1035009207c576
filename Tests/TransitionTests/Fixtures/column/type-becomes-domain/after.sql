CREATE SCHEMA app;
CREATE DOMAIN app.positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN app.small AS smallint;
CREATE TABLE app.t (a app.positive, c bigint, d app.small, b app.small);

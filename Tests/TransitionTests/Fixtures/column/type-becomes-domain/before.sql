CREATE SCHEMA app;
CREATE DOMAIN app.positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN app.small AS smallint;
CREATE TABLE app.t (a numeric(6,2), b boolean, c app.positive, d bigint);

CREATE SCHEMA app;
CREATE DOMAIN app.amount AS numeric(12,2) CONSTRAINT positive CHECK (VALUE >= 1); CREATE TABLE app.t (a app.amount);

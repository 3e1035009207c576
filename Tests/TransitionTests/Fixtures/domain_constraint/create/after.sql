CREATE SCHEMA app;
CREATE DOMAIN app.amount AS numeric(12,2) CONSTRAINT positive CHECK (VALUE > 0); CREATE TABLE app.t (a app.amount);

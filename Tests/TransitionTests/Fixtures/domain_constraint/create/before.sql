CREATE SCHEMA app;
CREATE DOMAIN app.amount AS numeric(12,2); CREATE TABLE app.t (a app.amount);

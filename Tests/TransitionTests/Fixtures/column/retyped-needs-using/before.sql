CREATE SCHEMA app;
CREATE TABLE app.t (c text);

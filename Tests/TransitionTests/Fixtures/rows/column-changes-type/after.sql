CREATE SCHEMA app;
CREATE TABLE app.plans (code text PRIMARY KEY, name text NOT NULL, price numeric(9,3), note text);

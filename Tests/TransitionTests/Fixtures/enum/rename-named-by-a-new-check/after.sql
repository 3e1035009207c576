CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('A', 'b');
CREATE TABLE app.t (v app.e, CONSTRAINT "only A" CHECK (v = 'A'));

CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('a', 'b');
CREATE TABLE app.t (v app.e);

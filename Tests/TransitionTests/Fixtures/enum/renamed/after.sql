CREATE SCHEMA app;
CREATE TYPE app.feeling AS ENUM ('a', 'b');CREATE TABLE app.t (m app.feeling DEFAULT 'a');

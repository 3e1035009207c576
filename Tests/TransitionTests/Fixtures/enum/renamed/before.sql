CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a', 'b');CREATE TABLE app.t (m app.mood DEFAULT 'a');

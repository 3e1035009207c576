CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('b', 'd');CREATE TABLE app.t (m app.mood);

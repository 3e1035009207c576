CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a', 'b', 'c', 'd', 'e');CREATE TABLE app.t (m app.mood);

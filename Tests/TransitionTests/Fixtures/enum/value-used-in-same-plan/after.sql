CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('a', 'b', 'c');CREATE TABLE app.t (m app.mood DEFAULT 'c', CONSTRAINT t_m CHECK (m <> 'c' OR m IS NOT NULL)); CREATE VIEW app.v AS SELECT t.m FROM app.t WHERE t.m = 'c';

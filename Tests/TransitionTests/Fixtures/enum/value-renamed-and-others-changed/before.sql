CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('a', 'b', 'c');
CREATE TABLE app.t (s app.state DEFAULT 'a', l app.state[]);

CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('z', 'b2', 'c2');
CREATE TABLE app.t (s app.state DEFAULT 'z', l app.state[]);

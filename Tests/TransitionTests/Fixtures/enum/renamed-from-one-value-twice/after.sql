CREATE SCHEMA app;
CREATE TYPE app.e AS ENUM ('b', 'c');

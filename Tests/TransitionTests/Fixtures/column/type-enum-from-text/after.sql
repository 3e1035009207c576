CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('low', 'it''s');
CREATE TABLE app.t (id bigint, s app.mood);

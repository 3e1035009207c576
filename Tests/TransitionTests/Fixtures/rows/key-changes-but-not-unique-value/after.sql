CREATE SCHEMA app;
CREATE TABLE app.labels (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE, parent bigint REFERENCES app.labels (id));

CREATE SCHEMA app;
CREATE TABLE app.kinds (id integer PRIMARY KEY);
CREATE TABLE app.t (id bigint PRIMARY KEY, kind integer REFERENCES app.kinds,
  other integer DEFAULT 7 REFERENCES app.kinds, open integer REFERENCES app.kinds);

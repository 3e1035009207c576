CREATE SCHEMA app;
CREATE TABLE app.t (id bigint, a integer DEFAULT 1 UNIQUE, b integer UNIQUE,
  c integer UNIQUE NULLS NOT DISTINCT, d uuid DEFAULT gen_random_uuid() UNIQUE);
CREATE TABLE app.u (id bigint, a integer, PRIMARY KEY (id, a));

CREATE SCHEMA app;
CREATE TABLE app.t (a integer PRIMARY KEY, b integer UNIQUE, c integer);
CREATE INDEX t_c ON app.t (c); ALTER TABLE app.t CLUSTER ON t_b_key;
CREATE TABLE app.u (a integer PRIMARY KEY, b integer);
CREATE TABLE app.v (a integer, b integer); CREATE INDEX v_a ON app.v (a, b); ALTER TABLE app.v CLUSTER ON v_a;
CREATE MATERIALIZED VIEW app.m AS SELECT 1 AS a; CREATE INDEX m_a ON app.m (a); ALTER MATERIALIZED VIEW app.m CLUSTER ON m_a;

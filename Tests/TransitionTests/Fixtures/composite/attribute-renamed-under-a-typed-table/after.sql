CREATE SCHEMA app;
CREATE TYPE app.human AS (id integer, alias text);
CREATE TABLE app.users OF app.human (PRIMARY KEY (id), alias DEFAULT 'x' NOT NULL);
CREATE INDEX users_nick ON app.users (alias);
CREATE VIEW app.nicks AS SELECT alias AS nick FROM app.users;

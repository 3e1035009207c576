CREATE SCHEMA app;
CREATE TYPE app.ct AS (a integer, b text);
CREATE TABLE app.plain (a integer, b text);
CREATE TABLE app.made OF app.ct (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'x' NOT NULL);
CREATE TABLE app.freed OF app.ct (CONSTRAINT a_small CHECK (a < 10));
CREATE TABLE app.other OF app.ct;

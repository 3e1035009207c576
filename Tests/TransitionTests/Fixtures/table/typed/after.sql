CREATE SCHEMA app;
CREATE TYPE app.ct AS (a integer, b text, c date);
CREATE TYPE app.co AS (a integer, b text);
CREATE TABLE app.plain (a integer, b text, c date); ALTER TABLE app.plain OF app.ct;
CREATE TABLE app.made OF app.ct (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'y', c WITH OPTIONS NOT NULL);
CREATE TABLE app.freed (a integer, b text, CONSTRAINT a_small CHECK (a < 10));
CREATE TABLE app.other (a integer, b text); ALTER TABLE app.other OF app.co;
CREATE TABLE app.new OF app.ct (UNIQUE (b), a WITH OPTIONS DEFAULT 3);
COMMENT ON COLUMN app.new.a IS 'first';

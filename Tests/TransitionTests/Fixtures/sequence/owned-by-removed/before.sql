CREATE SCHEMA app;
CREATE TABLE app.a (x bigint); CREATE TABLE app.b (x bigint); CREATE SEQUENCE app.q OWNED BY app.a.x;

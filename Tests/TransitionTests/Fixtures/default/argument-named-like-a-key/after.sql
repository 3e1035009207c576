CREATE SCHEMA app;
CREATE FUNCTION app.f(funcid integer DEFAULT 1) RETURNS integer LANGUAGE sql STABLE AS 'SELECT funcid';
CREATE TABLE app.t (a integer DEFAULT app.f(funcid => 3), b integer DEFAULT app.f(funcid => 4));

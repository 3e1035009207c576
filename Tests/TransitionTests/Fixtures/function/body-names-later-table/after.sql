CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);CREATE FUNCTION app.f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM app.t'; CREATE FUNCTION app.g() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM app.t);

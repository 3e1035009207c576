CREATE SCHEMA app;
CREATE TABLE app.t (id bigint NOT NULL, n integer, s text);ALTER TABLE app.t ADD c integer; CREATE FUNCTION app.f() RETURNS SETOF app.t LANGUAGE sql AS 'SELECT * FROM app.t'; CREATE VIEW app.v AS SELECT f.id FROM app.f() f(id, n, s);

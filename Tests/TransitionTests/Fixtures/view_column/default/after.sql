CREATE SCHEMA app;
CREATE TABLE app.t (a integer, b text);
CREATE SEQUENCE app.numbers;
CREATE VIEW app.v AS SELECT a, b FROM app.t; ALTER VIEW app.v ALTER COLUMN a SET DEFAULT nextval('app.numbers');
CREATE VIEW app.w AS SELECT a + 1 AS b, a FROM app.t; ALTER VIEW app.w ALTER COLUMN a SET DEFAULT 3;
CREATE VIEW app.x AS SELECT a, b FROM app.t; ALTER VIEW app.x ALTER COLUMN b SET DEFAULT 'z'; COMMENT ON COLUMN app.x.b IS 'filled';

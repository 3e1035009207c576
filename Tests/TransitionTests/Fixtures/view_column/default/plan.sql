SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP VIEW app.w;
ALTER VIEW app.v ALTER COLUMN b DROP DEFAULT;
CREATE SEQUENCE app.numbers;
ALTER VIEW app.v ALTER COLUMN a SET DEFAULT nextval('app.numbers'::regclass);
CREATE VIEW app.w AS
SELECT (t.a + 1) AS b,
    t.a
   FROM app.t;
ALTER VIEW app.w ALTER COLUMN a SET DEFAULT 3;
CREATE VIEW app.x AS
SELECT t.a,
    t.b
   FROM app.t;
ALTER VIEW app.x ALTER COLUMN b SET DEFAULT 'z'::text;
COMMENT ON COLUMN app.x.b IS 'filled';
COMMIT;

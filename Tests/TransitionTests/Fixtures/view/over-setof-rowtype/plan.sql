SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ADD COLUMN c integer;
CREATE OR REPLACE VIEW app.v AS
SELECT f.id
   FROM app.f() f(id, n, s, c);
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.c DROP CONSTRAINT c_a;
ALTER TABLE app.b DROP CONSTRAINT b_c;
DROP TABLE app.c;
ALTER TABLE app.a DROP CONSTRAINT a_b;
DROP TABLE app.b;
DROP TABLE app.a;
COMMIT;

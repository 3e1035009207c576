SET check_function_bodies = off;
SET search_path = public;

BEGIN;
CREATE SEQUENCE app.numbers AS integer START WITH 100;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TYPE app.e RENAME VALUE 'a' TO 'A';
ALTER TABLE app.t ADD CONSTRAINT "only A" CHECK ((v = 'A'::app.e));
COMMIT;

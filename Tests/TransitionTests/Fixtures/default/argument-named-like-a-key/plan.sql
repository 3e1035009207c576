SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.t ALTER COLUMN a SET DEFAULT app.f(funcid => 3);
ALTER TABLE app.t ALTER COLUMN b SET DEFAULT app.f(funcid => 4);
COMMIT;

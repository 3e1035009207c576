SET check_function_bodies = off;
SET search_path = public;

BEGIN;
COMMENT ON TRIGGER tg ON app.p1 IS NULL;
COMMIT;

SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.p DROP CONSTRAINT positive;
ALTER TABLE app.p DROP COLUMN note;
ALTER TABLE app.c DROP CONSTRAINT positive;
ALTER TABLE app.c DROP COLUMN note;
ALTER TABLE app.d DROP COLUMN note;
COMMIT;

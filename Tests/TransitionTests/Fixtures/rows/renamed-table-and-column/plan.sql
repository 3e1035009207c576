SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TABLE app.levels RENAME TO grades;
ALTER TABLE app.grades RENAME COLUMN title TO label;
UPDATE ONLY app.grades SET label = 'Other' WHERE key = 'b';
COMMIT;

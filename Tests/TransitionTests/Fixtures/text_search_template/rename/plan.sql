SET check_function_bodies = off;
SET search_path = public;

BEGIN;
ALTER TEXT SEARCH TEMPLATE app.plain RENAME TO bare;
COMMIT;

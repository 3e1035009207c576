SET check_function_bodies = off;
SET search_path = public;

BEGIN;
DROP TEXT SEARCH DICTIONARY app.d;
DROP TEXT SEARCH TEMPLATE app.plain;
COMMIT;
